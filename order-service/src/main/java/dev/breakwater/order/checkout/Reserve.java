package dev.breakwater.order.checkout;

import dev.breakwater.order.OrderConfig;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Keeps a part of a request's time for its end. Without it a charge that uses up all the time that the customer gave
 * leaves none to tell him that his order is pending.
 */
@ApplicationScoped
class Reserve {
    private final Resilience resilience;
    private final Duration reserve;

    Reserve(Resilience resilience, OrderConfig config) {
        this.resilience = resilience;
        this.reserve = config.reserve();
    }

    /** Whatever this request calls from now on has so much less time. */
    void keep() {
        Attempt current = resilience.carrier().current(); // of the policy around the checkout, or the request itself
        if (current != null && current.deadline() != null) {
            current.leave(Deadline.after(without(current.deadline().remainingNanos()), resilience.time()));
        }
    }

    private long without(long remainingNanos) {
        return remainingNanos - Math.min(reserve.toNanos(), remainingNanos / 2);
    }
}
