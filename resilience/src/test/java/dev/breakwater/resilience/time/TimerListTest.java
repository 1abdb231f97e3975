package dev.breakwater.resilience.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerListTest {
    private final TimerList list = new TimerList();

    @Test
    void takesWhatIsDueFirst() {
        TestTimer late = added(30);
        TestTimer early = added(10);
        TestTimer middle = added(20);

        assertThat(list.takeDue(30)).isSameAs(early);
        assertThat(list.takeDue(30)).isSameAs(middle);
        assertThat(list.takeDue(30)).isSameAs(late);
        assertThat(list.takeDue(30)).isNull();
    }

    @Test
    void takesTheOlderOfTwoThatAreDueAtOnce() {
        TestTimer older = added(10);
        TestTimer younger = added(10);

        assertThat(list.takeDue(10)).isSameAs(older);
        assertThat(list.takeDue(10)).isSameAs(younger);
    }

    @Test
    void leavesWhatIsNotDueYet() {
        added(11);

        assertThat(list.takeDue(10)).isNull();
        assertThat(list.takeAllDue(10)).isNull();
        assertThat(list.isEmpty()).isFalse();
        assertThat(list.takeDue(11)).isNotNull();
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void takesAllThatIsDueAndLeavesTheRest() {
        TestTimer first = added(1);
        TestTimer notYet = added(9);
        TestTimer second = added(2);
        TestTimer third = added(3);

        assertThat(taken(list.takeAllDue(3))).containsExactlyInAnyOrder(first, second, third);
        assertThat(list.count(timer -> true)).isEqualTo(1);
        assertThat(list.takeDue(9)).isSameAs(notYet);
    }

    @Test
    void cancellingTakesATimerOutWhereverItStands() {
        for (int removed = 0; removed < 3; removed++) {
            List<TestTimer> timers = List.of(added(1), added(2), added(3));
            TestTimer gone = timers.get(removed);

            assertThat(gone.cancel()).isTrue();
            assertThat(gone.cancel()).isFalse();

            List<Timer> rest = taken(list.takeAllDue(3));
            assertThat(rest).hasSize(2).doesNotContain(gone);
            assertThat(list.isEmpty()).isTrue();
        }
    }

    @Test
    void aTakenTimerCannotBeCancelledAnyMore() {
        TestTimer timer = added(1);
        list.takeAllDue(1);

        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void refusesATimerThatIsPendingAlready() {
        TestTimer timer = added(1);

        assertThatIllegalStateException().isThrownBy(() -> list.add(timer)).withMessageContaining("pending already");
        assertThatIllegalStateException().isThrownBy(() -> new TimerList().add(timer));
    }

    @Test
    void countsThoseThatMatch() {
        TestTimer one = added(1);
        added(2);

        assertThat(list.count(timer -> timer == one)).isEqualTo(1);
        assertThat(list.count(timer -> true)).isEqualTo(2);
    }

    @Test
    void aTimerThatIsPendingAnewBeforeItsTurnToFireLosesNoOther() {
        TestTimer first = added(1);
        TestTimer second = added(1);
        Timer chain = list.takeAllDue(1);
        TestTimer head = chain == first ? first : second;

        new TimerList().add(head);

        assertThat(taken(chain)).containsExactlyInAnyOrder(first, second);
    }

    private TestTimer added(long due) {
        TestTimer timer = new TestTimer();
        timer.dueNanos = due;
        list.add(timer);
        return timer;
    }

    private static List<Timer> taken(Timer first) {
        List<Timer> taken = new ArrayList<>();
        for (Timer timer = first; timer != null; timer = timer.nextTaken) {
            taken.add(timer);
        }
        return taken;
    }
}
