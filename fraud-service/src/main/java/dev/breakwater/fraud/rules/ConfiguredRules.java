package dev.breakwater.fraud.rules;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules that this service judges by. Made at the start, so that a limit that cannot be stops it. */
@Dependent
class ConfiguredRules {

    @Produces
    @Singleton
    @Startup
    Rules rules(RulesConfig config) {
        RulesConfig.Unusual unusual = config.unusual();
        RulesConfig.Velocities velocity = config.velocity();
        return new Rules(
                new AmountCeiling(limits("ceiling", config.ceiling())),
                new NewCustomer(limits("new-customer", config.newCustomer())),
                new UnusualAmount(limits("unusual", unusual), unusual.knownAfter(), unusual.floor()),
                new Velocity("a minute", History::chargesInMinute, limits("velocity.minute", velocity.minute())),
                new Velocity("an hour", History::chargesInHour, limits("velocity.hour", velocity.hour())));
    }

    private static Limits limits(String rule, RulesConfig.Range range) {
        try {
            return new Limits(range.reviewFrom(), range.denyFrom());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("fraud." + rule + ": " + e.getMessage(), e);
        }
    }
}
