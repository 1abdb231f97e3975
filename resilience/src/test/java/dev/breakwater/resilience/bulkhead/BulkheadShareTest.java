package dev.breakwater.resilience.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.FailureClassifier;
import dev.breakwater.resilience.LeakAudit;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who is shed first: of a limit of ten, recommendations may use six, checkouts eight, captures all. */
class BulkheadShareTest {
    private final Bulkhead edge = new Bulkhead("checkout", new BulkheadConfig(10, 0, Kind.FIXED));
    private final BulkheadShare checkouts = new BulkheadShare("checkout", edge, true, 0.8);
    private final BulkheadShare recommendations = new BulkheadShare("recommendations", edge, false, 0.6);
    private final BulkheadShare captures = new BulkheadShare("captures", edge, false, 1);

    private static int admittedBy(Gate gate) {
        int admitted = 0;
        while (gate.tryAcquire() != Gate.REFUSED) {
            admitted++;
        }
        return admitted;
    }

    @Test
    void theSmallestShareIsRefusedFirst() {
        assertThat(admittedBy(recommendations)).isEqualTo(6);
        assertThat(admittedBy(checkouts)).isEqualTo(2);
        assertThat(admittedBy(captures)).isEqualTo(2);
        assertThat(edge.used()).isEqualTo(10);
        assertThat(recommendations.used()).isEqualTo(6);
    }

    @Test
    void whatOthersUseCountsAgainstTheShare() {
        assertThat(admittedBy(captures)).isEqualTo(10);
        assertThat(recommendations.tryAcquire()).isEqualTo(Gate.REFUSED);
        for (int back = 0; back < 4; back++) {
            captures.release(0, Outcome.SUCCESS, 0);
        }
        assertThat(recommendations.tryAcquire()).isEqualTo(Gate.REFUSED);
        captures.release(0, Outcome.SUCCESS, 0);
        assertThat(admittedBy(recommendations)).isEqualTo(1);
    }

    @Test
    void refusalsSayWhoWasShedAndWhy() {
        admittedBy(recommendations);
        assertThat(recommendations.rejection())
                .isInstanceOf(ShedException.class)
                .hasMessage(
                        "'recommendations' was shed: it may take permits of bulkhead 'checkout' while fewer than 6 of"
                                + " its 10 are in use; the rest is for what matters more");
        assertThat(checkouts.rejection().kind()).isEqualTo("shed");
    }

    @Test
    void whoMayTakeAllIsToldThatAllAreTaken() {
        admittedBy(captures);
        assertThat(captures.rejection())
                .isInstanceOf(BulkheadFullException.class)
                .hasMessage("bulkhead 'checkout' is full: 10 of 10 calls are running");
    }

    @Test
    void allWhomTheSameFiguresRefuseAreToldTheSame() {
        assertThat(recommendations.rejection()).isSameAs(recommendations.rejection());
        RejectedException before = recommendations.rejection();
        recommendations.reconfigure(0.5);
        assertThat(recommendations.rejection()).isNotSameAs(before);
    }

    @Test
    void aShareIsNeverLessThanOneCall() {
        Bulkhead small = new Bulkhead("small", new BulkheadConfig(1, 0, Kind.FIXED));
        assertThat(admittedBy(new BulkheadShare("part", small, false, 0.1))).isEqualTo(1);
    }

    @Test
    void aChangedShareHoldsFromNowOn() {
        recommendations.reconfigure(1);
        assertThat(admittedBy(recommendations)).isEqualTo(10);
    }

    @Nested
    class AsPolicies {
        private final Resilience resilience = LeakAudit.watch(
                new Resilience(new VirtualTime(), () -> 0.5, FailureClassifier.plain(), AttemptCarrier.none()));
        private final Pipeline owner = resilience.define("checkout", policy(new BulkheadConfig(2, 0, Kind.FIXED)));
        private final Pipeline sharer = resilience.define("recommendations", policy(share("checkout", 0.5)));

        private static PolicyConfig policy(BulkheadConfig bulkhead) {
            return PolicyConfig.DEFAULTS.withOrder(List.of(LayerKind.BULKHEAD)).withBulkhead(bulkhead);
        }

        private static BulkheadConfig share(String of, double share) {
            return new BulkheadConfig(20, 0, Kind.FIXED, of, share);
        }

        @Test
        void oneCallInTheOtherLeavesNoPlaceForTheSharer() throws Exception {
            List<String> seen = new ArrayList<>();
            owner.call(() -> {
                assertThatThrownBy(() -> sharer.call(() -> seen.add("recommendations")))
                        .isInstanceOf(ShedException.class);
                assertThat(owner.outstanding()).isEqualTo(1);
                return seen.add("checkout");
            });
            sharer.call(() -> seen.add("recommendations alone"));
            assertThat(seen).containsExactly("checkout", "recommendations alone");
        }

        @Test
        void aPermitThatIsSharedIsOutOnce() throws Exception {
            sharer.call(() -> {
                assertThat(sharer.outstanding()).isEqualTo(1);
                assertThat(owner.outstanding()).as("of its bulkhead").isEqualTo(1);
                assertThat(resilience.outstanding()).as("of all").isEqualTo(1);
                return "recommendations";
            });
        }

        @Test
        void theOwnerMayLeavePartOfItsOwnToOthers() throws Exception {
            owner.reconfigure(policy(new BulkheadConfig(2, 0, Kind.FIXED, null, 0.5)));
            owner.call(() -> {
                assertThatThrownBy(() -> owner.call(() -> "second")).isInstanceOf(ShedException.class);
                return "first";
            });
        }

        @Test
        void aCallThatBeganWhenTheOwnerTookAllGivesItsPermitBack() throws Exception {
            owner.call(() -> {
                owner.reconfigure(policy(new BulkheadConfig(2, 0, Kind.FIXED, null, 0.5)));
                return "began before";
            });
            assertThat(owner.outstanding()).isZero();
        }

        @Test
        void onlyTheOwnersCallsTeachAnAdaptiveLimit() {
            owner.reconfigure(policy(new BulkheadConfig(2, 0, Kind.VEGAS)));
            assertThat(owner.plan().gatesMeasureTime()).isTrue();
            assertThat(sharer.plan().gatesMeasureTime()).isFalse();
        }

        @Test
        void onlyAPolicyWithABulkheadOfItsOwnCanBeShared() {
            assertThatThrownBy(() -> resilience.define("a", policy(share("nobody", 1))))
                    .hasMessageStartingWith("bulkhead.of is nobody; it must be a policy that is defined");
            assertThatThrownBy(() -> resilience.define("a", policy(share("recommendations", 1))))
                    .hasMessageStartingWith("bulkhead.of is recommendations; it must be a policy");
        }

        @Test
        void whoseBulkheadItIsCannotChangeWhilePermitsAreOut() {
            assertThatThrownBy(() -> sharer.reconfigure(policy(new BulkheadConfig(2, 0, Kind.FIXED))))
                    .hasMessageStartingWith("bulkhead.of is null; it must stay checkout");
        }
    }
}
