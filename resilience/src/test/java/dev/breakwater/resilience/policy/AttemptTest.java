package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private final List<String> told = new ArrayList<>();
    private final Attempt first = Attempt.of(null, null);

    @Test
    void tellsWhoeverItWasSentToHowItEndedOnce() {
        first.sentTo("fraud-1", outcome -> told.add("fraud-1 " + outcome));
        assertThat(told).isEmpty();

        first.ended(Outcome.TRANSIENT);
        first.ended(Outcome.TRANSIENT);
        assertThat(told).containsExactly("fraud-1 TRANSIENT");
    }

    @Test
    void tellsAtOnceWhereItHadEndedBeforeItWasSent() {
        first.ended(Outcome.CANCELLED);

        first.sentTo("fraud-1", outcome -> told.add("fraud-1 " + outcome));
        assertThat(told).containsExactly("fraud-1 CANCELLED");
    }

    @Test
    void tellsAllWhereItWasSentToSeveral() {
        first.sentTo("fraud-1", outcome -> told.add("fraud-1 " + outcome));
        first.sentTo("fraud-2", outcome -> told.add("fraud-2 " + outcome));

        first.ended(Outcome.SUCCESS);
        assertThat(told).containsExactly("fraud-1 SUCCESS", "fraud-2 SUCCESS");
    }

    @Test
    void knowsWhereTheEarlierAttemptsOfItsCallWent() {
        first.sentTo("fraud-1", outcome -> {});
        Attempt second = Attempt.of(null, first);
        second.sentTo("fraud-2", outcome -> {});
        Attempt third = Attempt.of(null, second);

        assertThat(third.number()).isEqualTo(3);
        assertThat(third.wentBeforeTo("fraud-1")).isTrue();
        assertThat(third.wentBeforeTo("fraud-2")).isTrue();
        assertThat(third.wentBeforeTo("fraud-3")).isFalse();
        assertThat(first.wentBeforeTo("fraud-1")).as("only earlier ones count").isFalse();
    }

    @Test
    void explainsAnyFailureOnceItsTimeIsSaidToBeOver() {
        assertThat(first.explains(new IllegalStateException())).isFalse();

        first.timeIsOver();
        assertThat(first.explains(new IllegalStateException())).isTrue();
    }

    @Test
    void ofARequestIsNumberZero() {
        assertThat(Attempt.request(null).number()).isZero();
        assertThat(Attempt.request(null).deadline()).isNull();
    }
}
