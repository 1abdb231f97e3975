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
    /** The same header in an answer: the time that the caller gave was too short. The callee is not to blame. */
    static final String TIME_IS_OVER = "0";

    private static final String CALLERS_DEADLINE = DeadlineFilter.class.getName();
    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(1);

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
        long callers = callersNanos(request.getHeaderString(HEADER));
        long budget = Math.min(budgetNanos, callers);
        if (budget == Deadline.UNLIMITED || !resilience.enabled()) {
            return;
        }
        long remaining = budget - waitedNanos(request);
        Deadline deadline = Deadline.after(remaining, resilience.time());
        if (callers < budgetNanos) {
            request.setProperty(CALLERS_DEADLINE, deadline);
        }
        if (remaining <= 0) {
            DeadlineExpiredException refusal = new DeadlineExpiredException(name);
            if (resilience.hasListener()) {
                resilience.tell(new Event.Rejected(name, refusal.kind()));
            }
            throw refusal;
        }
        resilience.carrier().enter(Attempt.request(deadline));
    }

    /** The deadline that the request's caller set; null where it set none, or a later one than the endpoint's own. */
    static @Nullable Deadline callersDeadline(ContainerRequestContext request) {
        return (Deadline) request.getProperty(CALLERS_DEADLINE);
    }

    /**
     * What does not read as milliseconds, or as more than a day of them, is no limit: a deadline protects the callee, it
     * is no duty of the caller's.
     */
    private static long callersNanos(@Nullable String header) {
        if (header == null) {
            return Deadline.UNLIMITED;
        }
        try {
            long millis = Long.parseLong(header.strip());
            return millis > LONGEST_MILLIS ? Deadline.UNLIMITED : TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis));
        } catch (NumberFormatException e) {
            return Deadline.UNLIMITED;
        }
    }

    private long waitedNanos(ContainerRequestContext request) {
        Long arrived = Wire.of(request).get(Arrival.NANOS);
        return arrived == null ? 0 : resilience.time().nanoTime() - arrived;
    }
}
