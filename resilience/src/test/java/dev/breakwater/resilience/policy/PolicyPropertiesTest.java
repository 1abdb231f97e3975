package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.breaker.BreakerConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyPropertiesTest {

    private static PolicyConfig read(Map<String, String> given) {
        return PolicyProperties.read(given::get, PolicyConfig.DEFAULTS);
    }

    /** Every figure another than by default, so that one that is written or read under a wrong name shows. */
    private static final PolicyConfig OTHER = new PolicyConfig(
            Duration.ofMillis(1_500),
            Duration.ofNanos(123_456_789),
            List.of(LayerKind.RETRY, LayerKind.BREAKER, LayerKind.TIMEOUT),
            new RetryConfig(
                    7, Duration.ofMillis(11), 1.5, Duration.ofSeconds(13), 0.25, RetryConfig.JitterMode.FULL, 0.5, 17),
            new BreakerConfig(
                    BreakerConfig.Mode.RATE,
                    19,
                    BreakerConfig.WindowType.TIME,
                    23,
                    29,
                    0.125,
                    Duration.ofMillis(31),
                    0.0625,
                    Duration.ofSeconds(37),
                    Duration.ofSeconds(41)),
            new BulkheadConfig(43, 47, BulkheadConfig.Kind.VEGAS, null, 0.75));

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(read(PolicyProperties.write(OTHER))).isEqualTo(OTHER);
        assertThat(read(PolicyProperties.write(PolicyConfig.DEFAULTS))).isEqualTo(PolicyConfig.DEFAULTS);
    }

    @Test
    void everyNameChangesAFigureOfItsOwn() {
        Map<String, String> defaults = PolicyProperties.write(PolicyConfig.DEFAULTS);
        new TreeMap<>(PolicyProperties.write(OTHER)).forEach((name, value) -> {
            Map<String, String> given = new HashMap<>(Map.of(name, value));
            if (name.equals("breaker.window")) {
                given.put("breaker.minimum-calls", "1"); // at most the window's size
            }
            Map<String, String> changed = PolicyProperties.write(read(given));
            assertThat(changed).containsEntry(name, value);
            assertThat(changed.entrySet())
                    .filteredOn(entry -> !given.containsKey(entry.getKey()))
                    .allMatch(entry -> entry.getValue().equals(defaults.get(entry.getKey())));
        });
    }

    @Test
    void whoTakesAnothersPermitsHasNoOtherFiguresOfABulkheadThanItsShare() {
        PolicyConfig sharer = read(Map.of("bulkhead.of", "edge", "bulkhead.share", "0.25"));
        assertThat(sharer.bulkhead().of()).isEqualTo("edge");
        assertThat(PolicyProperties.write(sharer))
                .containsEntry("bulkhead.of", "edge")
                .containsEntry("bulkhead.share", "0.25")
                .doesNotContainKeys("bulkhead.max", "bulkhead.queue", "bulkhead.limit");
        assertThat(read(PolicyProperties.write(sharer))).isEqualTo(sharer);
        Map.of("bulkhead.max", "5", "bulkhead.queue", "3", "bulkhead.limit", "vegas")
                .forEach((name, value) -> assertThatThrownBy(
                                () -> PolicyProperties.read(Map.of(name, value)::get, sharer))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(name + " is " + value + "; it must be set for policy 'edge', whose permits this one"
                                + " takes (bulkhead.of)"));
    }

    @Test
    void whatIsNotGivenStaysAsItIs() {
        assertThat(PolicyProperties.read(name -> null, OTHER)).isEqualTo(OTHER);
    }

    @Test
    void aDeadlineCanBeTakenAway() {
        assertThat(PolicyProperties.read(Map.of("deadline", "none")::get, OTHER).deadline())
                .isNull();
    }

    @Test
    void durationsAreWrittenAsPeopleDo() {
        Map.of(
                        "200ms", Duration.ofMillis(200),
                        "5s", Duration.ofSeconds(5),
                        "2m", Duration.ofMinutes(2),
                        "1h", Duration.ofHours(1),
                        "3", Duration.ofSeconds(3),
                        "PT0.5S", Duration.ofMillis(500),
                        " 1 s ", Duration.ofSeconds(1),
                        "1500us", Duration.ofNanos(1_500_000))
                .forEach((text, duration) ->
                        assertThat(read(Map.of("timeout", text)).timeout()).isEqualTo(duration));
    }

    @Test
    void whatCannotBeReadIsNamedWithItsValueAndWhatWouldBeRight() {
        refuses("timeout", "soon", "timeout is soon; it must be a duration such as 200ms or 5s");
        refuses("timeout", "0s", "timeout is PT0S; it must be above 0 and at most 1 day");
        refuses("deadline", "0s", "deadline is PT0S; it must be above 0 and at most 1 day");
        refuses("deadline", "86401s", "deadline is PT24H1S; it must be above 0 and at most 1 day");
        refuses("deadline", "never", "deadline is never; it must be a duration such as 500ms, or none");
        refuses(
                "order",
                "breaker,bulkead",
                "order is breaker,bulkead; it must be a list of bulkhead, breaker, retry,"
                        + " timeout, outermost first");
        refuses("breaker.failures", "five", "breaker.failures is five; it must be a whole number");
        refuses("breaker.failures", "0", "breaker.failures is 0; it must be at least 1");
        refuses("breaker.mode", "sometimes", "breaker.mode is sometimes; it must be one of consecutive, rate");
        refuses("retry.jitter", "NaN", "retry.jitter is NaN; it must be 0 to 1");
        refuses(
                "timeout",
                "99999999999999999999d",
                "timeout is 99999999999999999999d; it must be a duration such as" + " 200ms or 5s");
    }

    private static void refuses(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
