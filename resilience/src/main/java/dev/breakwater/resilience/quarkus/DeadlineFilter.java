package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Attempt;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Begins a request's deadline: the endpoint's own budget, or what the caller has left ({@value #HEADER}) where that is
 * less, counted from the moment the request came in. A request whose time is over is refused: its caller is gone.
 */
final class DeadlineFilter implements ContainerRequestFilter {
    /** Carries the caller's remaining time, in milliseconds. */
    static final String HEADER = "X-Request-Timeout-Ms";

    private final String name;
    private final long budgetNanos;
    private final Resilience resilience;

    /**
     * @param name the budget's name, for messages and metrics
     * @param budgetNanos the endpoint's budget; {@link Deadline#UNLIMITED} where it has none
     */
    DeadlineFilter(String name, long budgetNanos, Resilience resilience) {
        this.name = name;
        this.budgetNanos = budgetNanos;
        this.resilience = resilience;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long budget = Math.min(budgetNanos, callersNanos(request.getHeaderString(HEADER)));
        if (budget == Deadline.UNLIMITED || !resilience.enabled()) {
            return;
        }
        long remaining = budget - waitedNanos(request);
        if (remaining <= 0) {
            DeadlineExpiredException refusal = new DeadlineExpiredException(name);
            if (resilience.hasListener()) {
                resilience.tell(new Event.Rejected(name, refusal.kind()));
            }
            throw refusal;
        }
        resilience.carrier().set(Attempt.request(Deadline.after(remaining, resilience.time())));
    }

    /** What does not read as milliseconds is no limit: a deadline protects the callee, it is no duty of the caller's. */
    private static long callersNanos(@Nullable String header) {
        if (header == null) {
            return Deadline.UNLIMITED;
        }
        try {
            return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return Deadline.UNLIMITED;
        }
    }

    private long waitedNanos(ContainerRequestContext request) {
        Long arrived = Wire.of(request).get(Arrival.NANOS);
        return arrived == null ? 0 : resilience.time().nanoTime() - arrived;
    }
}
