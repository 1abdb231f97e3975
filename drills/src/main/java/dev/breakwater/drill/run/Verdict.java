package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drill;
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
    private static final double COLLAPSED = 0.10;

    /** After the fault a breaker stays open for so long at most; then there is a second for its probe. */
    private static final double OPEN_SECONDS = 5;

    private static final double RECOVERED_SECONDS = OPEN_SECONDS + 1;

    /** Judges the two runs of a drill. */
    public static Verdict of(Drill drill, RunFigures unprotected, RunFigures guarded) {
        Findings findings = new Findings();
        findings.phases("unprotected", unprotected);
        findings.phases("protected", guarded);
        Figures without = unprotected.fault().checkouts();
        Figures with = guarded.fault().checkouts();
        findings.add(
                with.goodShare() >= GOOD,
                "protected: " + share(with) + " during the fault, and at least 99.9 % must be");
        findings.recovery(guarded.recoverySeconds());
        if (drill.collapses()) {
            findings.add(
                    without.goodShare() <= COLLAPSED,
                    "unprotected: " + share(without) + " during the fault, and at most 10 % may be");
        } else if (without.goodShare() >= GOOD) {
            findings.add(true, "unprotected: " + share(without) + " too: this fault does not break the checkout");
        } else {
            findings.add(
                    without.goodShare() < with.goodShare(),
                    "unprotected: " + share(without) + " during the fault, and fewer than with protection must be");
        }
        findings.remarks("unprotected", unprotected);
        findings.remarks("protected", guarded);
        return findings.verdict();
    }

    private static String share(Figures figures) {
        return figures.good() + " of " + figures.offered() + " checkouts were good";
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

        void recovery(Double seconds) {
            if (seconds == null) {
                wrong.add("protected: checkouts were not undegraded again within " + Plan.RECOVERY_MOST.toSeconds()
                        + " s after the fault");
            } else {
                add(
                        seconds <= RECOVERED_SECONDS,
                        "protected: checkouts were undegraded " + seconds + " s after the fault, and "
                                + RECOVERED_SECONDS + " s is the limit");
            }
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
