package dev.breakwater.resilience.policy;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that runs an attempt when its time is up.
 *
 * <p>A thread has one interrupt flag, but several may have set it: this timer, that of a call around this one, somebody
 * else. So the timers of a thread count together how many of them are being heard, and when an attempt ends the flag is
 * left as the others want it: set while a call around it is out of time too or somebody else had interrupted the thread
 * before, else clear.
 */
final class Interrupter extends PolicyTimer {
    private static final ThreadLocal<@Nullable Interrupter> INNERMOST = new ThreadLocal<>();

    private final Pipeline pipeline;
    private final Thread thread = Thread.currentThread();
    private final @Nullable Interrupter around = INNERMOST.get();
    private final Interrupter outermost = around == null ? this : around.outermost; // its monitor guards what follows
    private boolean fired;
    private boolean finished;

    /** Of the outermost: how many of the thread's timers have fired while their attempts have not ended yet. */
    private int heard;
    /** Of the outermost: whether somebody else had interrupted the thread before the first of them fired. */
    private boolean interruptedBefore;

    private Interrupter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Begins to watch the calling thread. */
    static Interrupter start(Pipeline pipeline, long limitNanos) {
        Interrupter started = new Interrupter(pipeline);
        pipeline.resilience().time().schedule(started, limitNanos);
        INNERMOST.set(started);
        return started;
    }

    @Override
    protected void fire() {
        synchronized (outermost) {
            if (!finished) {
                fired = true;
                if (outermost.heard++ == 0) {
                    outermost.interruptedBefore = thread.isInterrupted();
                }
                thread.interrupt();
            }
        }
    }

    /** Ends the watch, on the thread that was watched; true where the time was up before. */
    boolean finish() {
        cancel();
        if (around == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(around);
        }
        synchronized (outermost) {
            finished = true;
            if (fired) {
                outermost.heard--;
                restoreFlag();
            }
            return fired;
        }
    }

    private void restoreFlag() {
        if (outermost.heard > 0 || outermost.interruptedBefore) {
            thread.interrupt();
        } else {
            Thread.interrupted();
        }
    }

    @Override
    protected Pipeline pipeline() {
        return pipeline;
    }
}
