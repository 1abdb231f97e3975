package dev.breakwater.resilience;

import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.time.VirtualTime;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Policies on virtual time, with chance drawn by hand, that remember everything they told. */
public final class Trial {
    public static final long MILLIS = 1_000_000;

    /** What chance gives: 0, so that there is no jitter, unless a test sets another. */
    public volatile double drawn;

    public final VirtualTime time;

    /** By how much the next timers of the policies are late. */
    public final Queue<Long> lateMillis = new ConcurrentLinkedQueue<>();

    public final Resilience resilience;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final long began;

    public Trial() {
        this(new VirtualTime());
    }

    public Trial(VirtualTime time) {
        this(time, AttemptCarrier.onThread(), FailureClassifier.withOwn(Trial::classify));
    }

    public Trial(AttemptCarrier carrier) {
        this(carrier, FailureClassifier.withOwn(Trial::classify));
    }

    public Trial(AttemptCarrier carrier, FailureClassifier classifier) {
        this(new VirtualTime(), carrier, classifier);
    }

    private Trial(VirtualTime time, AttemptCarrier carrier, FailureClassifier classifier) {
        this.time = time;
        began = time.nanoTime();
        resilience = LeakAudit.watch(new Resilience(new LateTime(time, lateMillis), () -> drawn, classifier, carrier));
        resilience.listen(events::add);
    }

    /** The dependency has too much to do, and says when to come back. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long retryAfterMillis;

        public Busy(long retryAfterMillis) {
            super("busy for " + retryAfterMillis + " ms");
            this.retryAfterMillis = retryAfterMillis;
        }
    }

    private static Failure classify(Throwable failure) {
        if (failure instanceof Busy busy) {
            return new Failure(Outcome.OVERLOAD, busy.retryAfterMillis * MILLIS, false);
        }
        return failure instanceof IllegalArgumentException ? Failure.REFUSAL : Failure.TRANSIENT;
    }

    public Pipeline define(String name, PolicyConfig config) {
        return resilience.define(name, config);
    }

    /** Milliseconds that have passed since the trial began. */
    public long millis() {
        return (time.nanoTime() - began) / MILLIS;
    }

    public List<Event> events() {
        return events;
    }

    /** What was told, one short line each, and forgets it. */
    public List<String> told() {
        List<String> lines = events.stream().map(Trial::line).toList();
        events.clear();
        return lines;
    }

    /** What was told of one policy. */
    public List<String> toldOf(Pipeline policy) {
        return events.stream()
                .filter(event -> event.policy().equals(policy.name()))
                .map(Trial::line)
                .toList();
    }

    private static String line(Event event) {
        if (event instanceof Event.AttemptEnded ended) {
            return "attempt " + ended.number() + ": " + ended.outcome() + (ended.timedOut() ? " (timed out)" : "")
                    + " after " + ended.elapsedNanos() / MILLIS + " ms";
        } else if (event instanceof Event.CallEnded ended) {
            return "call: " + ended.outcome() + " after " + ended.elapsedNanos() / MILLIS + " ms, attempts: "
                    + ended.attempts();
        } else if (event instanceof Event.RetryScheduled retry) {
            return "again in " + retry.delayNanos() / MILLIS + " ms";
        } else if (event instanceof Event.Rejected rejected) {
            return "rejected: " + rejected.kind();
        } else if (event instanceof Event.BreakerChanged changed) {
            return "breaker: " + changed.from() + " to " + changed.to();
        }
        return event.toString();
    }

    /** Every permit, probe, place and timer is back. At the end of a test {@link LeakAudit} sees to that. */
    public void assertNothingIsOut() {
        LeakAudit.assertNothingIsOut(resilience);
    }
}
