package dev.breakwater.resilience.ratelimit;

import dev.breakwater.resilience.policy.GivenTexts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit's figures as texts under the names users know: what stands behind {@code resilience.rate-limits.<name>.} in
 * a configuration, and what an operator changes at run time.
 */
public final class RateLimitProperties {
    private static final Set<String> NAMES = write(RateLimitConfig.DEFAULTS).keySet();

    private RateLimitProperties() {}

    /** Every name there is. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Figures from texts.
     *
     * @param given a property's text by its name; null where it is not given
     * @param rest the figures of what is not given
     * @throws IllegalArgumentException saying which property is wrong, its value and the limit
     */
    public static RateLimitConfig read(Function<String, @Nullable String> given, RateLimitConfig rest) {
        GivenTexts texts = new GivenTexts(given);
        return new RateLimitConfig(
                texts.wholeNumber("burst", rest.burst()),
                texts.number("per-second", rest.perSecond()),
                texts.wholeNumber("max-clients", rest.maxClients()));
    }

    /** The figures as texts. */
    public static Map<String, String> write(RateLimitConfig config) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("burst", Integer.toString(config.burst()));
        texts.put("per-second", Double.toString(config.perSecond()));
        texts.put("max-clients", Integer.toString(config.maxClients()));
        return texts;
    }
}
