package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyLintTest {
    private final PolicyConfig fitting =
            PolicyConfig.DEFAULTS.withTimeout(Duration.ofMillis(200)).withDeadline(Duration.ofMillis(930));

    @Test
    void hasNothingToSayOfFiguresThatFit() {
        // three attempts of 200 ms, and waits of 110 and 220 ms
        assertThat(PolicyLint.warnings("fraud", fitting)).isEmpty();
        assertThat(PolicyLint.warnings("fraud", PolicyConfig.DEFAULTS)).isEmpty();
    }

    @Test
    void addsAttemptsAndWaitsUpAgainstTheDeadline() {
        assertThat(PolicyLint.warnings("fraud", fitting.withDeadline(Duration.ofMillis(900))))
                .containsExactly(
                        "policy 'fraud': 3 attempts of 200 ms and the waits between them take up to 930 ms, more"
                                + " than its deadline of 900 ms: the last of them may be cut short or never begun");
    }

    @Test
    void addsTheWaitForAPermitWhereACallMayQueue() {
        PolicyConfig queued = fitting.withBulkhead(new BulkheadConfig(10, 5, Kind.FIXED));
        assertThat(PolicyLint.warnings("fraud", queued))
                .containsExactly(
                        "policy 'fraud': 3 attempts of 200 ms and the waits before and between them take up to 1130"
                                + " ms, more than its deadline of 930 ms: the last of them may be cut short or never"
                                + " begun");
        assertThat(PolicyLint.warnings("fraud", queued.withBulkhead(new BulkheadConfig(10, 5, Kind.FIXED, null, 0.5))))
                .as("who has a share never queues")
                .isEmpty();
        PolicyConfig inRetry = queued.withOrder(List.of(LayerKind.RETRY, LayerKind.BULKHEAD, LayerKind.TIMEOUT));
        assertThat(PolicyLint.warnings("fraud", inRetry))
                .as("each attempt may wait")
                .singleElement()
                .asString()
                .contains("up to 1530 ms");
    }

    @Test
    void countsOneAttemptWhereThereIsNoRetry() {
        PolicyConfig once = fitting.withOrder(List.of(LayerKind.BREAKER, LayerKind.TIMEOUT));
        assertThat(PolicyLint.warnings("fraud", once.withDeadline(Duration.ofMillis(200))))
                .isEmpty();
        assertThat(PolicyLint.warnings("fraud", once.withDeadline(Duration.ofMillis(199))))
                .hasSize(1);
    }

    @Test
    void warnsOfALeaseThatIsShorterThanTheProbe() {
        assertThat(PolicyLint.warnings("slow", PolicyConfig.DEFAULTS.withTimeout(Duration.ofSeconds(30))))
                .singleElement()
                .asString()
                .contains("a probe takes up to 90330 ms, more than its lease of 60000 ms");
    }

    @Test
    void aProbeTakesWhatIsInsideTheBreakerAndNoLongerThanTheDeadline() {
        PolicyConfig slow = PolicyConfig.DEFAULTS.withTimeout(Duration.ofSeconds(30));
        PolicyConfig retryOutside = slow.withOrder(List.of(LayerKind.RETRY, LayerKind.BREAKER, LayerKind.TIMEOUT));
        assertThat(PolicyLint.warnings("slow", retryOutside)).as("one attempt").isEmpty();
        PolicyConfig limited = slow.withDeadline(Duration.ofSeconds(70));
        assertThat(PolicyLint.warnings("slow", limited))
                .anyMatch(warning -> warning.contains("a probe takes up to 70000 ms"));
        assertThat(PolicyLint.warnings("slow", slow.withDeadline(Duration.ofSeconds(60))))
                .noneMatch(warning -> warning.contains("a probe"));
    }

    @Test
    void saysNothingWhereNothingLimitsAnAttempt() {
        assertThat(PolicyLint.warnings("free", fitting.withOrder(List.of(LayerKind.BREAKER, LayerKind.RETRY))))
                .isEmpty();
    }
}
