package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drill;
import dev.breakwater.drill.drills.Limits;
import dev.breakwater.drill.launch.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the protection held.
 *
 * @param held whether everything that must be is
 * @param reasons what was found; where it fell, that which is wrong comes first
 */
public record Verdict(boolean held, List<String> reasons) {
    private static final double GOOD = 0.999;

    /** After the fault a breaker stays open for so long at most; then there is a second for its probe. */
    private static final double OPEN_SECONDS = 5;

    private static final double RECOVERED_SECONDS = OPEN_SECONDS + 1;

    /** Judges the two runs of a drill. */
    public static Verdict of(Drill drill, RunFigures compared, RunFigures guarded) {
        Variant first = drill.comparison().compared();
        Variant second = drill.comparison().guarded();
        Findings findings = new Findings();
        findings.phases(first.title(), compared);
        findings.phases(second.title(), guarded);
        findings.protection(second.title(), guarded);
        findings.limits(second.title(), guarded, drill.limits());
        if (first.protects()) {
            findings.protection(first.title(), compared);
        } else {
            findings.fall(
                    first.title(),
                    compared.fault().checkouts(),
                    guarded.fault().checkouts(),
                    drill.limits().goodCompared());
        }
        if (drill.breaker().isPresent()) {
            findings.opening(first.title(), compared);
            findings.opening(second.title(), guarded);
        }
        findings.remarks(first.title(), compared);
        findings.remarks(second.title(), guarded);
        return findings.verdict();
    }

    private static String good(Figures figures) {
        return figures.good() + " of " + figures.offered() + " checkouts were good";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static final class Findings {
        private final List<String> wrong = new ArrayList<>();
        private final List<String> fine = new ArrayList<>();

        void add(boolean isFine, String finding) {
            (isFine ? fine : wrong).add(finding);
        }

        void phases(String run, RunFigures figures) {
            figures.phases().forEach((phase, each) -> {
                if (each.checkouts().offered() == 0) {
                    wrong.add(run + ": there was no checkout in the phase " + phase);
                }
            });
        }

        /** What is asked of every system with protection. */
        void protection(String run, RunFigures figures) {
            Figures checkouts = figures.fault().checkouts();
            add(
                    checkouts.goodShare() >= GOOD,
                    run + ": " + good(checkouts) + " during the fault, and at least 99.9 % must be");
            Double seconds = figures.recoverySeconds();
            if (seconds == null) {
                wrong.add(run + ": checkouts were not undegraded again within " + Plan.RECOVERY_MOST.toSeconds()
                        + " s after the fault");
            } else {
                add(
                        seconds <= RECOVERED_SECONDS,
                        run + ": checkouts were undegraded " + seconds + " s after the fault, and " + RECOVERED_SECONDS
                                + " s is the limit");
            }
        }

        void limits(String run, RunFigures figures, Limits limits) {
            Figures checkouts = figures.fault().checkouts();
            if (limits.degraded() < 1) {
                add(
                        checkouts.degradedShare() <= limits.degraded(),
                        run + ": " + checkouts.degraded() + " of " + checkouts.offered()
                                + " checkouts were degraded during the fault, and at most "
                                + percent(limits.degraded()) + " may be");
            }
            if (Double.isFinite(limits.callsPerCheckout())) {
                add(
                        figures.downstreamCallsPerCheckout() <= limits.callsPerCheckout(),
                        run + ": " + figures.downstreamCallsPerCheckout() + " calls downstream for each checkout, and "
                                + limits.callsPerCheckout() + " is the limit");
            }
        }

        /** What is asked of a system without protection: a fault that it stands too proves nothing of the other. */
        void fall(String run, Figures without, Figures with, double most) {
            String found = run + ": " + good(without);
            if (most < 1) {
                add(without.goodShare() <= most, found + " during the fault, and at most " + percent(most) + " may be");
            } else if (without.goodShare() >= GOOD) {
                add(true, found + " too: this fault does not break the checkout");
            } else {
                add(
                        without.goodShare() < with.goodShare(),
                        found + " during the fault, and fewer than with protection must be");
            }
        }

        void opening(String run, RunFigures figures) {
            Double seconds = figures.openedSeconds();
            add(
                    seconds != null,
                    seconds == null
                            ? run + ": the breaker did not open during the fault"
                            : run + ": the breaker opened " + seconds + " s after the fault began, and "
                                    + figures.downstreamCallsPerCheckout()
                                    + " calls arrived downstream for each checkout");
        }

        void remarks(String run, RunFigures figures) {
            figures.remarks().forEach(remark -> fine.add(run + ": " + remark));
        }

        Verdict verdict() {
            List<String> reasons = new ArrayList<>(wrong);
            reasons.addAll(fine);
            return new Verdict(wrong.isEmpty(), reasons);
        }
    }
}
