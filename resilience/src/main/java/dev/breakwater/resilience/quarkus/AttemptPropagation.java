package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.policy.Attempt;
import java.util.Map;
import org.eclipse.microprofile.context.spi.ThreadContextController;
import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.eclipse.microprofile.context.spi.ThreadContextSnapshot;

/**
 * Carries the attempt into the later steps of what it began: Quarkus wraps each step of a {@code Uni}, and each task of a
 * {@code ManagedExecutor}, so that it runs in the context in which it was written down. Found by
 * {@code META-INF/services}.
 */
public final class AttemptPropagation implements ThreadContextProvider {
    private static final ThreadContextController NOTHING_TO_END = () -> {};
    private static final ThreadContextSnapshot OUTSIDE_OF_ATTEMPTS = () -> NOTHING_TO_END;

    /** A step that was written down outside of all attempts belongs to the one that runs it, if any does. */
    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        Attempt attempt = VertxCarrier.attempt();
        return attempt == null ? OUTSIDE_OF_ATTEMPTS : () -> VertxCarrier.begin(attempt);
    }

    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        return () -> VertxCarrier.begin(null);
    }

    @Override
    public String getThreadContextType() {
        return "ResilienceAttempt";
    }
}
