package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;

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
                .contains("a call takes up to 90330 ms, more than a probe's lease of 60000 ms");
    }
}
