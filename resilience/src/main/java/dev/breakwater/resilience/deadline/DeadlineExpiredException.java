package dev.breakwater.resilience.deadline;

import dev.breakwater.resilience.RejectedException;

/** There was no time left to begin the work, so it was not begun. */
public final class DeadlineExpiredException extends RejectedException {
    private static final long serialVersionUID = 1L;

    /** @param policy the policy, or the endpoint's budget, whose work was refused */
    public DeadlineExpiredException(String policy) {
        super(policy, 0);
    }

    @Override
    public String kind() {
        return "deadline-expired";
    }

    @Override
    public String getMessage() {
        return "the deadline had passed before '" + policy() + "' could begin; the caller has stopped waiting";
    }
}
