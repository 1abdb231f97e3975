package dev.breakwater.resilience.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.time.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {
    private final VirtualTime time = new VirtualTime();
    private final List<Event> events = new ArrayList<>();
    private final LoadBalancer balancer =
            new LoadBalancer("fraud", EjectionConfig.DEFAULTS, CheckConfig.DEFAULTS, time, events::add);

    private List<Instance> using(String... hosts) {
        balancer.use(Stream.of(hosts).map(host -> URI.create("http://" + host)).toList());
        return balancer.instances();
    }

    private Map<Instance, Integer> chosenIn(int calls) {
        Map<Instance, Integer> chosen = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            chosen.merge(balancer.choose(null), 1, Integer::sum);
        }
        return chosen;
    }

    private void fail(Instance instance, int times) {
        for (int i = 0; i < times; i++) {
            balancer.ended(instance, Outcome.TRANSIENT);
        }
    }

    @Test
    void takesTurns() {
        List<Instance> all = using("a", "b", "c");
        assertThat(chosenIn(9))
                .containsOnly(Map.entry(all.get(0), 3), Map.entry(all.get(1), 3), Map.entry(all.get(2), 3));
    }

    @Test
    void hasNobodyToChooseWhereThereIsNobody() {
        assertThat(balancer.choose(null)).isNull();
    }

    @Test
    void aRetryGoesToAnotherInstance() {
        using("a", "b");
        for (int call = 0; call < 20; call++) {
            Attempt first = Attempt.of(null, null);
            Instance one = balancer.choose(first);
            first.sentTo(one, outcome -> {});
            Instance other = balancer.choose(Attempt.of(null, first));
            assertThat(other).isNotSameAs(one);
        }
    }

    @Test
    void aRetryTakesNobodysTurn() {
        List<Instance> all = using("a", "b");
        Map<Instance, Integer> first = new HashMap<>();
        for (int call = 0; call < 20; call++) {
            Attempt one = Attempt.of(null, null);
            Instance chosen = balancer.choose(one);
            first.merge(chosen, 1, Integer::sum);
            if (chosen == all.get(0)) { // the ill one
                one.sentTo(chosen, outcome -> {});
                balancer.choose(Attempt.of(null, one));
            }
        }
        assertThat(first).containsOnly(Map.entry(all.get(0), 10), Map.entry(all.get(1), 10));
    }

    @Test
    void aRetryGoesToTheSameWhereThereIsNoOther() {
        List<Instance> all = using("a");
        Attempt first = Attempt.of(null, null);
        first.sentTo(all.get(0), outcome -> {});
        assertThat(balancer.choose(Attempt.of(null, first))).isSameAs(all.get(0));
    }

    @Test
    void whereNobodyIsInRotationARetryStillGoesToAnotherWhileThereIsOne() {
        List<Instance> all = using("a", "b");
        all.forEach(instance -> balancer.checked(instance, false));
        for (int call = 0; call < 20; call++) {
            Attempt first = Attempt.of(null, null);
            Instance one = balancer.choose(first);
            first.sentTo(one, outcome -> {});
            Attempt second = Attempt.of(null, first);
            Instance other = balancer.choose(second);
            assertThat(other).isNotSameAs(one);
            second.sentTo(other, outcome -> {});
            assertThat(balancer.choose(Attempt.of(null, second))).isIn(all);
        }
    }

    @Test
    void whatIsKnownOfThoseWhoStayIsKept() {
        Instance ill = using("a", "b").get(1);
        balancer.checked(ill, false);
        List<Instance> next = using("b", "c");
        assertThat(next.get(0)).isSameAs(ill);
        assertThat(chosenIn(4)).containsOnly(Map.entry(next.get(1), 4));
    }

    @Nested
    class Checks {
        @Test
        void takeAnIllInstanceOutAtOnceAndBringItBackWhenItIsSurelyWell() {
            List<Instance> all = using("a", "b");
            balancer.checked(all.get(0), false);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(1), 4));
            balancer.checked(all.get(0), true);
            balancer.checked(all.get(0), false);
            balancer.checked(all.get(0), true);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(1), 4));
            balancer.checked(all.get(0), true);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(0), 2), Map.entry(all.get(1), 2));
            assertThat(events)
                    .containsExactly(
                            new Event.InstanceChanged("fraud", "http://a", false, "its health checks fail"),
                            new Event.InstanceChanged("fraud", "http://a", true, "its health checks are good"));
        }

        @Test
        void thatFailEverywhereAreNotBelieved() {
            List<Instance> all = using("a", "b");
            all.forEach(instance -> balancer.checked(instance, false));
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(0), 2), Map.entry(all.get(1), 2));
        }
    }

    @Nested
    class Ejection {
        @Test
        void comesAfterFailuresInARowAndEndsByItself() {
            List<Instance> all = using("a", "b");
            fail(all.get(0), 2);
            balancer.ended(all.get(0), Outcome.SUCCESS);
            fail(all.get(0), 2);
            assertThat(all.get(0).isEjected()).isFalse();
            fail(all.get(0), 1);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(1), 4));
            time.advanceMillis(4_999);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(1), 4));
            time.advanceMillis(1);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(0), 2), Map.entry(all.get(1), 2));
        }

        @Test
        void growsWhereItRepeatsAndStartsAnewAfterALongHealthyTime() {
            Instance ill = using("a", "b").get(0);
            fail(ill, 3);
            time.advanceMillis(5_000);
            balancer.instances();
            fail(ill, 3);
            time.advanceMillis(9_999);
            balancer.instances();
            assertThat(ill.isEjected()).isTrue();
            time.advanceMillis(1);
            balancer.instances();
            assertThat(ill.isEjected()).isFalse();
            time.advanceMillis(10_001);
            fail(ill, 3);
            time.advanceMillis(5_000);
            balancer.instances();
            assertThat(ill.isEjected()).isFalse();
        }

        @Test
        void isToldWhenItBeginsAndWhenItEnds() {
            Instance ill = using("a", "b").get(0);
            fail(ill, 3);
            assertThat(balancer.isInRotation(ill)).isFalse();
            assertThat(ill.isHealthy()).isTrue();
            time.advanceMillis(5_000);
            balancer.instances();
            assertThat(balancer.isInRotation(ill)).isTrue();
            assertThat(events)
                    .containsExactly(
                            new Event.InstanceChanged("fraud", "http://a", false, "3 calls in a row failed"),
                            new Event.InstanceChanged("fraud", "http://a", true, "its time out of rotation is over"));
        }

        @Test
        void neverGrowsBeyondItsCap() {
            Instance ill = using("a", "b").get(0);
            for (int i = 0; i < 50; i++) {
                fail(ill, 3);
                time.advance(Duration.ofSeconds(60).toNanos());
                balancer.instances();
                assertThat(ill.isEjected()).isFalse();
            }
        }

        @Test
        void leavesAShareInRotation() {
            List<Instance> all = using("a", "b", "c");
            all.forEach(instance -> fail(instance, 10));
            assertThat(all).filteredOn(Instance::isEjected).hasSize(1);
            Instance only = using("d").get(0);
            fail(only, 10);
            assertThat(only.isEjected()).isFalse();
        }

        @Test
        void neverTakesTheLastOneInRotation() {
            List<Instance> all = using("a", "b", "c", "d");
            balancer.checked(all.get(0), false);
            balancer.checked(all.get(1), false);
            fail(all.get(2), 3);
            fail(all.get(3), 3);
            assertThat(all.get(3).isEjected()).isFalse();
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(3), 4));
        }

        @Test
        void comesAsSoonAsAnotherIsInRotationAgain() {
            List<Instance> all = using("a", "b");
            balancer.checked(all.get(0), false);
            fail(all.get(1), 3);
            balancer.checked(all.get(0), true);
            balancer.checked(all.get(0), true);
            fail(all.get(1), 1);
            assertThat(chosenIn(4)).containsOnly(Map.entry(all.get(0), 4));
        }

        @Test
        void doesNotHoldWhereNothingIsProtected() {
            List<Instance> all = using("a", "b", "c");
            balancer.checked(all.get(0), false);
            fail(all.get(1), 3);
            Map<Instance, Integer> chosen = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                chosen.merge(balancer.chooseByChecks(), 1, Integer::sum);
            }
            assertThat(chosen).containsOnly(Map.entry(all.get(1), 2), Map.entry(all.get(2), 2));
        }

        @Test
        void isNotForWhatSaysNothingOfTheInstance() {
            Instance well = using("a", "b").get(0);
            for (Outcome outcome : List.of(Outcome.REFUSAL, Outcome.CANCELLED, Outcome.REJECTED, Outcome.IN_PROGRESS)) {
                for (int i = 0; i < 5; i++) {
                    balancer.ended(well, outcome);
                }
            }
            assertThat(well.isEjected()).isFalse();
        }
    }
}
