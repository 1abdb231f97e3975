package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a policy's figures, made ready to run. A call reads the plan once when it begins and ends under it,
 * whatever is changed meanwhile. Immutable.
 */
public final class Plan {
    private final Pipeline pipeline;
    private final PolicyConfig config;
    private final Gate[] gates;
    private final int gatesAroundRetry;
    private final @Nullable RetryConfig retry;
    private final long timeoutNanos;
    private final long deadlineNanos;
    private final boolean gatesMeasureTime;

    Plan(Pipeline pipeline, PolicyConfig config, Map<LayerKind, Gate> gateOf) {
        this.pipeline = pipeline;
        this.config = config;
        List<Gate> inOrder = new ArrayList<>();
        int aroundRetry = -1;
        for (LayerKind layer : config.order()) {
            Gate gate = gateOf.get(layer);
            if (gate != null) {
                inOrder.add(gate);
            } else if (layer == LayerKind.RETRY) {
                aroundRetry = inOrder.size();
            }
        }
        gates = inOrder.toArray(new Gate[0]);
        gatesAroundRetry = aroundRetry < 0 ? gates.length : aroundRetry;
        retry = aroundRetry < 0 ? null : config.retry();
        timeoutNanos =
                config.order().contains(LayerKind.TIMEOUT) ? config.timeout().toNanos() : Deadline.UNLIMITED;
        deadlineNanos = config.deadline() == null
                ? Deadline.UNLIMITED
                : config.deadline().toNanos();
        gatesMeasureTime = inOrder.stream().anyMatch(Gate::measuresTime);
    }

    /** Whose plan it is. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** The figures. */
    public PolicyConfig config() {
        return config;
    }

    /** How many layers admit calls or attempts. */
    public int gateCount() {
        return gates.length;
    }

    /** How many of them, the first ones, stand outside the retry and so admit calls; the others admit attempts. */
    public int gatesAroundRetry() {
        return gatesAroundRetry;
    }

    /** The admitting layers, outermost first. */
    public Gate gate(int index) {
        return gates[index];
    }

    /** The same, of those before {@code end}; null where the index is not one of them. */
    @Nullable
    Gate gateBefore(int end, int index) {
        return index < end ? gates[index] : null;
    }

    /** The retry's figures; null where this policy has no retry. */
    public @Nullable RetryConfig retry() {
        return retry;
    }

    /** An attempt's time in nanoseconds; {@link Deadline#UNLIMITED} where this policy has no timeout. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** The whole call's time in nanoseconds; {@link Deadline#UNLIMITED} where the policy sets none. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether a layer that admits needs to know how long calls take. */
    public boolean gatesMeasureTime() {
        return gatesMeasureTime;
    }

    /** Whether a layer or the listener needs to know how long calls take. */
    public boolean isTimed() {
        return gatesMeasureTime || pipeline.resilience().hasListener();
    }

    /** Whether anything limits how long an attempt of this call may take. */
    public boolean isLimited(CallTime time) {
        return attemptNanos(time) != Deadline.UNLIMITED;
    }

    /** What the next attempt may take: its timeout, or what the call has left where that is less. */
    public long attemptNanos(CallTime time) {
        return Math.min(timeoutNanos, time.remainingNanos());
    }

    /** Whether an attempt that had so much time had less than its timeout, and the caller is the reason. */
    public boolean isCutByCaller(CallTime time, long limitNanos) {
        return time.callerIsTighter() && limitNanos < timeoutNanos;
    }

    /** Whether it is this policy's own timeout, not that of a call further in. */
    public boolean isOwnTimeout(Throwable failure) {
        return failure instanceof AttemptTimeoutException timeout
                && timeout.policy().equals(pipeline.name());
    }

    /** The longest that a call may wait for a permit. */
    public long queueNanos(long remainingNanos) {
        return Math.min(remainingNanos, timeoutNanos);
    }
}
