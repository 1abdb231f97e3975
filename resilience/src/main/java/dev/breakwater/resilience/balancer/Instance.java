package dev.breakwater.resilience.balancer;

import java.net.URI;

/**
 * One instance of a service and what is known of it. Its state is guarded by itself; the balancer alone changes it.
 */
public final class Instance {
    private final URI address;

    private boolean healthy = true;
    private int checksAgainst; // in a row, against what healthy says
    private int failures; // in a row
    private boolean ejected;
    private int ejections; // in short succession
    private long changedNanos;
    private long ejectionNanos;

    Instance(URI address, long nowNanos) {
        this.address = address;
        this.changedNanos = nowNanos;
    }

    /** Where it is: scheme, host and port. */
    public URI address() {
        return address;
    }

    /** Whether its last checks were good. */
    public synchronized boolean isHealthy() {
        return healthy;
    }

    /** Whether it is out because calls to it failed. */
    public synchronized boolean isEjected() {
        return ejected;
    }

    synchronized boolean isInRotation() {
        return healthy && !ejected;
    }

    /** Counts a check; true where that takes the instance out of rotation or brings it back. */
    synchronized boolean checked(boolean good, CheckConfig config) {
        checksAgainst = good == healthy ? 0 : checksAgainst + 1;
        if (checksAgainst < (healthy ? config.badChecks() : config.goodChecks())) {
            return false;
        }
        healthy = good;
        checksAgainst = 0;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** Counts a failed call; true where there are enough of them to eject it. */
    synchronized boolean failed(EjectionConfig config) {
        failures++;
        return !ejected && failures >= config.failures();
    }

    /** Takes it out for a while, for longer if that happens again soon after it came back. */
    synchronized void eject(EjectionConfig config, long nowNanos) {
        boolean wellForLong = nowNanos - changedNanos > ejectionNanos;
        ejections = wellForLong ? 1 : ejections + 1;
        ejectionNanos = Math.min(
                config.cap().toNanos(), Math.multiplyExact(config.base().toNanos(), Math.min(ejections, 1_000)));
        ejected = true;
        changedNanos = nowNanos;
    }

    /** Brings it back where its time is over; true where that changed something. */
    synchronized boolean returned(long nowNanos) {
        if (!ejected || nowNanos - changedNanos < ejectionNanos) {
            return false;
        }
        ejected = false;
        failures = 0;
        changedNanos = nowNanos;
        return true;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
