package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.Failure;
import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.deadline.DeadlineExpiredException;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.gate.Waiter;
import dev.breakwater.resilience.retry.Retry;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a pipeline's decisions to work on the calling thread: the gates around the retry, the retry's loop, the gates
 * inside it, the timeout, the work. A call's state lives in parameters and on the stack, so that one that succeeds
 * without a time limit allocates nothing.
 */
final class BlockingExecutor {
    private static final long NO_GATE = 0;

    private BlockingExecutor() {}

    static <T extends @Nullable Object> T call(Pipeline pipeline, Callable<T> work, boolean repeatable)
            throws Exception {
        Resilience resilience = pipeline.resilience();
        if (!resilience.enabled()) {
            return work.call();
        }
        Plan plan = pipeline.plan();
        CallTime time = CallTime.begin(plan, resilience.carrier().current());
        return resilience.hasListener() ? told(plan, time, work, repeatable) : inTime(plan, time, work, repeatable);
    }

    private static <T extends @Nullable Object> T told(Plan plan, CallTime time, Callable<T> work, boolean repeatable)
            throws Exception {
        int[] attempts = {0};
        Callable<T> counted = () -> {
            attempts[0]++;
            return work.call();
        };
        Outcome outcome = Outcome.SUCCESS;
        try {
            return inTime(plan, time, counted, repeatable);
        } catch (Throwable failure) {
            outcome = classify(plan, failure).outcome();
            throw failure;
        } finally {
            plan.pipeline().callEnded(outcome, attempts[0], time.elapsedNanos());
        }
    }

    private static <T extends @Nullable Object> T inTime(Plan plan, CallTime time, Callable<T> work, boolean repeatable)
            throws Exception {
        requireTime(plan, time.remainingNanos());
        return aroundRetry(plan, time, work, repeatable);
    }

    private static void requireTime(Plan plan, long remainingNanos) {
        if (remainingNanos <= 0) {
            throw plan.pipeline()
                    .refuse(new DeadlineExpiredException(plan.pipeline().name()));
        }
    }

    private static <T extends @Nullable Object> T aroundRetry(
            Plan plan, CallTime time, Callable<T> work, boolean repeatable) throws Exception {
        int end = plan.gatesAroundRetry();
        Gate outer = plan.gateBefore(end, 0);
        Gate inner = plan.gateBefore(end, 1);
        long outerPermit = acquireOuter(plan, outer, time);
        long innerPermit = acquireInner(plan, inner, outer, outerPermit, time);
        return admitted(plan, time, work, repeatable, inner, innerPermit, outer, outerPermit);
    }

    /** Apart from the asking for permits, which is most of what a refused call does and must be small: see below. */
    private static <T extends @Nullable Object> T admitted(
            Plan plan,
            CallTime time,
            Callable<T> work,
            boolean repeatable,
            @Nullable Gate inner,
            long innerPermit,
            @Nullable Gate outer,
            long outerPermit)
            throws Exception {
        long began = plan.gatesMeasureTime() ? time.elapsedNanos() : 0;
        Outcome outcome = Outcome.SUCCESS;
        try {
            return attempts(plan, time, work, repeatable);
        } catch (Throwable failure) {
            outcome = classify(plan, failure).outcome();
            throw failure;
        } finally {
            long elapsed = plan.gatesMeasureTime() ? time.elapsedNanos() - began : 0;
            release(inner, innerPermit, outer, outerPermit, outcome, elapsed);
        }
    }

    private static <T extends @Nullable Object> T attempts(
            Plan plan, CallTime time, Callable<T> work, boolean repeatable) throws Exception {
        RetryConfig config = plan.retry();
        boolean isCarried =
                plan.isLimited(time) || plan.pipeline().resilience().carrier().carriesUnlimited();
        Attempt attempt = isCarried ? Attempt.after(null) : null;
        if (config == null) {
            return insideRetry(plan, time, work, attempt, 1);
        }
        Retry retry = plan.pipeline().retry();
        Throwable real = null;
        for (int number = 1; ; number++) {
            long began = time.elapsedNanos();
            try {
                return insideRetry(plan, time, work, attempt, number);
            } catch (Throwable thrown) {
                Failure failure = classify(plan, thrown);
                // A retry that we refused or cut short ourselves reports what it was a retry of.
                real = real == null || failure.outcome().isOfDependency() ? thrown : real;
                long delay = retry.nextDelayNanos(
                        config, number, failure, time.elapsedNanos() - began, time.remainingNanos(), repeatable);
                if (delay == Retry.STOP) {
                    throw BlockingExecutor.<RuntimeException>rethrown(real);
                }
                plan.pipeline().retryScheduled(number, delay);
                plan.pipeline().resilience().time().sleep(delay);
                attempt = attempt == null ? null : Attempt.after(attempt);
            }
        }
    }

    private static <T extends @Nullable Object> T insideRetry(
            Plan plan, CallTime time, Callable<T> work, @Nullable Attempt attempt, int number) throws Exception {
        int first = plan.gatesAroundRetry();
        int end = plan.gateCount();
        if (first == end) {
            return attempt(plan, time, work, attempt, number);
        }
        Gate outer = plan.gateBefore(end, first);
        Gate inner = plan.gateBefore(end, first + 1);
        long outerPermit = acquireOuter(plan, outer, time);
        long innerPermit = acquireInner(plan, inner, outer, outerPermit, time);
        long began = plan.gatesMeasureTime() ? time.elapsedNanos() : 0;
        Outcome outcome = Outcome.SUCCESS;
        try {
            return attempt(plan, time, work, attempt, number);
        } catch (Throwable failure) {
            outcome = classify(plan, failure).outcome();
            throw failure;
        } finally {
            long elapsed = plan.gatesMeasureTime() ? time.elapsedNanos() - began : 0;
            release(inner, innerPermit, outer, outerPermit, outcome, elapsed);
        }
    }

    /**
     * One attempt, now that all permits are there: its time begins here, not while it waits for them.
     *
     * @param attempt what the work may know of it; null where nobody asks
     */
    private static <T extends @Nullable Object> T attempt(
            Plan plan, CallTime time, Callable<T> work, @Nullable Attempt attempt, int number) throws Exception {
        long limit = plan.attemptNanos(time);
        requireTime(plan, limit);
        if (number == 1 && plan.retry() != null) {
            plan.pipeline().retry().onCall();
        }
        if (attempt == null && !time.isMeasured()) {
            return work.call();
        }
        long began = time.elapsedNanos();
        Outcome outcome = Outcome.SUCCESS;
        boolean timedOut = false;
        try {
            return attempt == null ? work.call() : carried(plan, time, work, attempt, limit);
        } catch (Throwable failure) {
            outcome = classify(plan, failure).outcome();
            timedOut = plan.isOwnTimeout(failure);
            throw failure;
        } finally {
            if (attempt != null) {
                attempt.ended(outcome);
            }
            plan.pipeline().attemptEnded(number, outcome, timedOut, time.elapsedNanos() - began);
        }
    }

    // ---- permits: at most two gates stand on either side of the retry. Each is asked in a method of its own: so the
    // compiler sees one kind of gate there, and what it makes of a refused call is small enough to be inlined.

    /** The outer gate's permit, where there is one. */
    private static long acquireOuter(Plan plan, @Nullable Gate outer, CallTime time) throws InterruptedException {
        if (outer == null) {
            return NO_GATE;
        }
        long permit = outer.tryAcquire();
        if (permit == Gate.REFUSED && outer.mayQueue()) {
            permit = queue(plan, outer, time);
        }
        if (permit == Gate.REFUSED) {
            throw plan.pipeline().refuse(outer.rejection());
        }
        return permit;
    }

    /** The inner gate's permit, where there is one; where it has none to give, the outer one's goes back. */
    private static long acquireInner(
            Plan plan, @Nullable Gate inner, @Nullable Gate outer, long outerPermit, CallTime time)
            throws InterruptedException {
        if (inner == null || outer == null) {
            return NO_GATE;
        }
        long permit;
        try {
            permit = inner.tryAcquire();
            if (permit == Gate.REFUSED && inner.mayQueue()) {
                permit = queue(plan, inner, time);
            }
        } catch (Throwable failure) {
            outer.release(outerPermit, classify(plan, failure).outcome(), 0);
            throw failure;
        }
        if (permit == Gate.REFUSED) {
            outer.release(outerPermit, Outcome.REJECTED, 0);
            throw plan.pipeline().refuse(inner.rejection());
        }
        return permit;
    }

    private static long queue(Plan plan, Gate gate, CallTime time) throws InterruptedException {
        long patience = plan.queueNanos(time.remainingNanos());
        WaitingThread waiter = new WaitingThread(plan.pipeline());
        return patience > 0 && gate.enqueue(waiter) && waiter.await(patience) ? WaitingThread.PERMIT : Gate.REFUSED;
    }

    private static void release(
            @Nullable Gate inner,
            long innerPermit,
            @Nullable Gate outer,
            long outerPermit,
            Outcome outcome,
            long elapsedNanos) {
        if (inner != null) {
            inner.release(innerPermit, outcome, elapsedNanos);
        }
        if (outer != null) {
            outer.release(outerPermit, outcome, elapsedNanos);
        }
    }

    private static <T extends @Nullable Object> T carried(
            Plan plan, CallTime time, Callable<T> work, Attempt attempt, long limit) throws Exception {
        if (limit != Deadline.UNLIMITED) {
            return timed(plan, time, work, attempt, limit);
        }
        AttemptCarrier carrier = plan.pipeline().resilience().carrier();
        Attempt parent = carrier.current();
        try {
            carrier.set(attempt);
            return work.call();
        } finally {
            carrier.set(parent);
        }
    }

    private static <T extends @Nullable Object> T timed(
            Plan plan, CallTime time, Callable<T> work, Attempt attempt, long limit) throws Exception {
        attempt.begin(Deadline.after(limit, plan.pipeline().resilience().time()));
        AttemptCarrier carrier = plan.pipeline().resilience().carrier();
        Attempt parent = carrier.current();
        Interrupter interrupter = Interrupter.start(plan.pipeline(), limit);
        T result;
        try {
            carrier.set(attempt);
            result = work.call();
        } catch (Throwable failure) {
            boolean timeIsUp = isOver(interrupter, carrier, parent) || attempt.explains(failure);
            // Whatever the work made of the interrupt, or of a call inside it that was cut short.
            if (timeIsUp && !(failure instanceof VirtualMachineError)) {
                throw timeout(plan, time, limit);
            }
            throw failure;
        }
        if (isOver(interrupter, carrier, parent)) {
            throw timeout(plan, time, limit);
        }
        return result;
    }

    /** Puts the thread back as it was before the attempt; true where its time was up before it ended. */
    private static boolean isOver(Interrupter interrupter, AttemptCarrier carrier, @Nullable Attempt parent) {
        boolean timeIsUp = interrupter.finish();
        carrier.set(parent);
        return timeIsUp;
    }

    private static AttemptTimeoutException timeout(Plan plan, CallTime time, long limit) {
        return new AttemptTimeoutException(plan.pipeline().name(), limit, plan.isCutByCaller(time, limit));
    }

    private static Failure classify(Plan plan, Throwable failure) {
        return plan.pipeline().resilience().classifier().classify(failure);
    }

    /** Throws it as it is: it came from where no more was declared than is here. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> Exception rethrown(Throwable failure) throws X {
        throw (X) failure;
    }

    /** A thread that waits for a permit, until one is granted or its time is up. */
    private static final class WaitingThread extends Waiter {
        static final long PERMIT = 0; // only the bulkhead queues, and its permits are all alike

        private final Thread thread = Thread.currentThread();
        private final Pipeline pipeline;
        private volatile boolean granted;
        private volatile boolean over;

        WaitingThread(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        /**
         * Waits for a permit.
         *
         * @return false where none came in time
         * @throws InterruptedException where the thread was interrupted before one came
         */
        boolean await(long nanos) throws InterruptedException {
            PolicyTimer limit = new PolicyTimer() {
                @Override
                protected void fire() {
                    over = true;
                    LockSupport.unpark(thread);
                }

                @Override
                protected Pipeline pipeline() {
                    return pipeline;
                }
            };
            if (nanos != Deadline.UNLIMITED) {
                pipeline.resilience().time().schedule(limit, nanos);
            }
            try {
                while (!granted && !over && !Thread.currentThread().isInterrupted()) {
                    LockSupport.park(this);
                }
                boolean left = abandon();
                if (left && Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for a permit");
                }
                return !left;
            } finally {
                limit.cancel();
            }
        }

        @Override
        protected void granted() {
            granted = true;
            LockSupport.unpark(thread);
        }
    }
}
