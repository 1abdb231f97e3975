package dev.breakwater.resilience.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MAX_VALUE - 5, Long.MIN_VALUE, -5})
    void countsDownWhereverTheClockStands(long origin) {
        VirtualTime time = new VirtualTime(origin);
        Deadline deadline = Deadline.after(10, time);
        assertThat(deadline.remainingNanos()).isEqualTo(10);
        time.advance(7);
        assertThat(deadline.remainingNanos()).isEqualTo(3);
        time.advance(3);
        assertThat(deadline.remainingNanos()).isZero();
        time.advance(1);
        assertThat(deadline.remainingNanos()).isNegative();
    }

    @Test
    void theLongestBudgetLastsForEver() {
        VirtualTime time = new VirtualTime();
        Deadline deadline = Deadline.after(Long.MAX_VALUE, time);
        time.advance(Long.MAX_VALUE / 2);
        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE - Long.MAX_VALUE / 2);
    }

    @Test
    void aBudgetBelowZeroHasPassedAndStaysPassed() {
        VirtualTime time = new VirtualTime();
        Deadline deadline = Deadline.after(Long.MIN_VALUE, time);
        assertThat(deadline.remainingNanos()).isLessThanOrEqualTo(0);
        time.advance(1_000_000);
        assertThat(deadline.remainingNanos()).isNegative();
    }

    @Test
    void anAbsentDeadlineLeavesUnlimitedTime() {
        assertThat(Deadline.remainingNanos(null)).isEqualTo(Deadline.UNLIMITED);
        assertThat(Deadline.remainingNanos(Deadline.after(5, new VirtualTime())))
                .isEqualTo(5);
    }

    @Test
    void anExpiredDeadlineSaysWhoseWorkWasNotBegun() {
        DeadlineExpiredException expired = new DeadlineExpiredException("checkout");
        assertThat(expired)
                .hasMessage("the deadline had passed before 'checkout' could begin; the caller has stopped waiting");
        assertThat(expired.kind()).isEqualTo("deadline-expired");
        assertThat(expired.policy()).isEqualTo("checkout");
        assertThat(expired.retryAfterNanos()).isZero();
    }
}
