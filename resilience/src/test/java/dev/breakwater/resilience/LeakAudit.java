package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.policy.PolicyTimer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test, asserts that every permit, probe, place and timer of the policies it made is back. JUnit finds it by
 * itself, in {@code META-INF/services}.
 */
public final class LeakAudit implements BeforeAllCallback, AfterEachCallback {
    private static final Queue<Resilience> WATCHED = new ConcurrentLinkedQueue<>();
    private static volatile boolean awake;

    /** Audits these policies when the test that made them has ended. */
    public static Resilience watch(Resilience made) {
        assertThat(awake).as("JUnit found the leak audit").isTrue();
        WATCHED.add(made);
        return made;
    }

    /** Audits them now, and no more later. */
    static void assertNothingIsOut(Resilience made) {
        WATCHED.remove(made);
        assertThat(made.outstanding())
                .as("permits, probes, places and timers outstanding")
                .isZero();
        assertThat(made.policies().values())
                .as("policies with nothing out, shared permits included")
                .allMatch(policy -> policy.outstanding() == 0);
        assertThat(made.time().pending(PolicyTimer.class::isInstance))
                .as("timers of calls pending")
                .isZero();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        awake = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            WATCHED.forEach(LeakAudit::assertNothingIsOut);
        } finally {
            WATCHED.clear();
        }
    }
}
