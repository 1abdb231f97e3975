package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.time.Timer;

/** A timer that a call through a pipeline armed, so that an audit finds it. */
public abstract class PolicyTimer extends Timer {

    /** Whose call armed it. */
    protected abstract Pipeline pipeline();
}
