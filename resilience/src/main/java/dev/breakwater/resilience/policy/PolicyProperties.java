package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A policy's figures as texts under the names users know: what stands behind {@code resilience.<policy>.} in a
 * configuration, and what an operator changes at run time.
 */
public final class PolicyProperties {
    /** What {@code deadline} and {@code bulkhead.of} say where the policy has none. */
    private static final String NONE = "none";

    private static final Set<String> NAMES = write(PolicyConfig.DEFAULTS).keySet();

    private final GivenTexts given;

    private PolicyProperties(GivenTexts given) {
        this.given = given;
    }

    /** Every name there is. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Figures from texts.
     *
     * @param given a property's text by its name; null where it is not given
     * @param rest the figures of what is not given
     * @throws IllegalArgumentException saying which property is wrong, its value and the limit; also where a figure is
     *     given that another policy's bulkhead has ({@code bulkhead.of})
     */
    public static PolicyConfig read(Function<String, @Nullable String> given, PolicyConfig rest) {
        return new PolicyProperties(new GivenTexts(given)).policy(rest);
    }

    /**
     * The figures as texts, in the order a reader wants them. Who takes another's permits has no {@code bulkhead.max},
     * {@code queue} and {@code limit} of its own.
     */
    public static Map<String, String> write(PolicyConfig config) {
        RetryConfig retry = config.retry();
        BreakerConfig breaker = config.breaker();
        BulkheadConfig bulkhead = config.bulkhead();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("timeout", DurationText.write(config.timeout()));
        texts.put("deadline", config.deadline() == null ? NONE : DurationText.write(config.deadline()));
        texts.put("order", config.order().stream().map(PolicyProperties::word).collect(Collectors.joining(",")));
        texts.put("retry.max-attempts", Integer.toString(retry.maxAttempts()));
        texts.put("retry.base", DurationText.write(retry.base()));
        texts.put("retry.multiplier", Double.toString(retry.multiplier()));
        texts.put("retry.cap", DurationText.write(retry.cap()));
        texts.put("retry.jitter", Double.toString(retry.jitter()));
        texts.put("retry.jitter-mode", word(retry.jitterMode()));
        texts.put("retry.budget.ratio", Double.toString(retry.budgetRatio()));
        texts.put("retry.budget.per-second", Double.toString(retry.budgetPerSecond()));
        texts.put("breaker.mode", word(breaker.mode()));
        texts.put("breaker.failures", Integer.toString(breaker.failures()));
        texts.put("breaker.window-type", word(breaker.windowType()));
        texts.put("breaker.window", Integer.toString(breaker.window()));
        texts.put("breaker.minimum-calls", Integer.toString(breaker.minimumCalls()));
        texts.put("breaker.failure-rate", Double.toString(breaker.failureRate()));
        texts.put("breaker.slow-call", DurationText.write(breaker.slowCall()));
        texts.put("breaker.slow-rate", Double.toString(breaker.slowRate()));
        texts.put("breaker.open", DurationText.write(breaker.open()));
        texts.put("breaker.lease", DurationText.write(breaker.lease()));
        if (bulkhead.of() == null) {
            texts.put("bulkhead.max", Integer.toString(bulkhead.max()));
            texts.put("bulkhead.queue", Integer.toString(bulkhead.queue()));
            texts.put("bulkhead.limit", word(bulkhead.limit()));
        }
        texts.put("bulkhead.of", bulkhead.of() == null ? NONE : bulkhead.of());
        texts.put("bulkhead.share", Double.toString(bulkhead.share()));
        return texts;
    }

    private PolicyConfig policy(PolicyConfig rest) {
        return new PolicyConfig(
                duration("timeout", rest.timeout()),
                deadline(rest.deadline()),
                order(rest.order()),
                retry(rest.retry()),
                breaker(rest.breaker()),
                bulkhead(rest.bulkhead()));
    }

    private RetryConfig retry(RetryConfig rest) {
        return new RetryConfig(
                given.wholeNumber("retry.max-attempts", rest.maxAttempts()),
                duration("retry.base", rest.base()),
                given.number("retry.multiplier", rest.multiplier()),
                duration("retry.cap", rest.cap()),
                given.number("retry.jitter", rest.jitter()),
                choice("retry.jitter-mode", rest.jitterMode(), RetryConfig.JitterMode.values()),
                given.number("retry.budget.ratio", rest.budgetRatio()),
                given.number("retry.budget.per-second", rest.budgetPerSecond()));
    }

    private BreakerConfig breaker(BreakerConfig rest) {
        return new BreakerConfig(
                choice("breaker.mode", rest.mode(), BreakerConfig.Mode.values()),
                given.wholeNumber("breaker.failures", rest.failures()),
                choice("breaker.window-type", rest.windowType(), BreakerConfig.WindowType.values()),
                given.wholeNumber("breaker.window", rest.window()),
                given.wholeNumber("breaker.minimum-calls", rest.minimumCalls()),
                given.number("breaker.failure-rate", rest.failureRate()),
                duration("breaker.slow-call", rest.slowCall()),
                given.number("breaker.slow-rate", rest.slowRate()),
                duration("breaker.open", rest.open()),
                duration("breaker.lease", rest.lease()));
    }

    private BulkheadConfig bulkhead(BulkheadConfig rest) {
        String owner = owner(rest.of());
        if (owner != null) {
            List.of("bulkhead.max", "bulkhead.queue", "bulkhead.limit").forEach(name -> requireAbsent(name, owner));
        }
        return new BulkheadConfig(
                given.wholeNumber("bulkhead.max", rest.max()),
                given.wholeNumber("bulkhead.queue", rest.queue()),
                choice("bulkhead.limit", rest.limit(), BulkheadConfig.Kind.values()),
                owner,
                given.number("bulkhead.share", rest.share()));
    }

    /** A figure that would change nothing is refused, rather than reported as if it held. */
    private void requireAbsent(String name, String owner) {
        String text = given.text(name);
        if (text != null) {
            throw new IllegalArgumentException(name + " is " + text + "; it must be set for policy '" + owner
                    + "', whose permits this one takes (bulkhead.of)");
        }
    }

    private @Nullable String owner(@Nullable String rest) {
        String text = given.text("bulkhead.of");
        if (text == null) {
            return rest;
        }
        return text.strip().equals(NONE) ? null : text.strip();
    }

    private @Nullable Duration deadline(@Nullable Duration rest) {
        String text = given.text("deadline");
        if (text == null || text.strip().equals(NONE)) {
            return text == null ? rest : null;
        }
        return given.value("deadline", Duration.ZERO, "a duration such as 500ms, or none", DurationText::read);
    }

    private List<LayerKind> order(List<LayerKind> rest) {
        return given.value(
                "order",
                rest,
                "a list of " + words(LayerKind.values()) + ", outermost first",
                text -> Arrays.stream(text.split(","))
                        .map(word -> named(word, LayerKind.values()))
                        .toList());
    }

    private Duration duration(String name, Duration rest) {
        return given.value(name, rest, "a duration such as 200ms or 5s", DurationText::read);
    }

    private <E extends Enum<E>> E choice(String name, E rest, E[] choices) {
        return given.value(name, rest, "one of " + words(choices), text -> named(text, choices));
    }

    private static <E extends Enum<E>> E named(String word, E[] choices) {
        for (E choice : choices) {
            if (word(choice).equals(word.strip().toLowerCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static <E extends Enum<E>> String words(E[] choices) {
        return Arrays.stream(choices).map(PolicyProperties::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
