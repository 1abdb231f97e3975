package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.Points;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Random;
import org.jboss.logging.Logger;

/** The chaos of this process, from its start to its end. */
@ApplicationScoped
class ChaosSetup {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.chaos");

    /** More than a process has connections for. */
    private static final int MOST_HELD = 100_000;

    @Produces
    @Singleton
    Chaos chaos(ChaosConfig config) {
        if (config.maxHeld() < 1 || config.maxHeld() > MOST_HELD) {
            throw new IllegalArgumentException(
                    "chaos.max-held must be from 1 to " + MOST_HELD + ", but is " + config.maxHeld());
        }
        TimeSource time = TimeSource.system();
        return new Chaos(
                time, InstantSource.system(), () -> chance(config.seed()), config.maxHeld(), new ChaosLog(LOG, time));
    }

    @Produces
    @Singleton
    Points points(Chaos chaos) {
        return new Points(chaos);
    }

    void begin(@Observes StartupEvent started, ChaosConfig config) {
        if (config.enabled()) {
            LOG.warn("chaos is enabled: whoever reaches the management port can make this service fail, at /chaos");
        }
    }

    /** So that no call stays held, and no body slow, when the service ends. Before that Quarkus waits for them. */
    void end(@Observes ShutdownEvent ending, Chaos chaos) {
        chaos.reset();
    }

    private static RandomSource chance(OptionalLong seed) {
        return seed.isPresent() ? new Random(seed.getAsLong())::nextDouble : RandomSource.system();
    }
}
