package dev.breakwater.resilience.policy;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RejectedException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import dev.breakwater.resilience.bulkhead.Bulkhead;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadShare;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.retry.Retry;
import dev.breakwater.resilience.retry.RetryBudget;
import dev.breakwater.resilience.time.Timer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One dependency's policy at work: its layers, their state, and the figures in force. Thread-safe.
 *
 * <p>{@link #call} runs blocking work through it. For {@code Uni} and {@code CompletionStage} see the package of glue:
 * the same layers, put to work without a thread that waits.
 */
public final class Pipeline {
    private final String name;
    private final Resilience resilience;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final boolean ownsBulkhead;
    private final BulkheadShare share;
    private final Retry retry;
    private volatile Plan plan;

    /** Use {@link Resilience#define}. */
    public Pipeline(String name, PolicyConfig config, Resilience resilience) {
        this.name = name;
        this.resilience = resilience;
        breaker = new CircuitBreaker(name, config.breaker(), resilience.time(), this::breakerChanged);
        String owner = config.bulkhead().of();
        ownsBulkhead = owner == null;
        bulkhead = owner == null ? new Bulkhead(name, config.bulkhead()) : ownBulkheadOf(owner);
        share = new BulkheadShare(
                name, bulkhead, ownsBulkhead, config.bulkhead().share());
        RetryBudget budget =
                new RetryBudget(config.retry().budgetRatio(), config.retry().budgetPerSecond(), resilience.time());
        retry = new Retry(budget, resilience.random());
        plan = planOf(config);
    }

    private Bulkhead ownBulkheadOf(String owner) {
        Pipeline other = resilience.policies().get(owner);
        if (other == null || !other.ownsBulkhead) {
            throw new IllegalArgumentException(
                    "bulkhead.of is " + owner + "; it must be a policy that is defined, with a bulkhead of its own");
        }
        return other.bulkhead;
    }

    private Plan planOf(PolicyConfig config) {
        boolean takesAll = ownsBulkhead && config.bulkhead().share() == 1; // whose calls need no second count
        Gate permits = takesAll ? bulkhead : share;
        return new Plan(this, config, Map.of(LayerKind.BULKHEAD, permits, LayerKind.BREAKER, breaker));
    }

    /**
     * Runs the work through the layers on the calling thread. A timeout interrupts it.
     *
     * @param work must not be repeated: it is tried once
     * @throws RejectedException where a layer refused the call
     * @throws dev.breakwater.resilience.timeout.AttemptTimeoutException where it took too long
     * @throws Exception what the work threw
     */
    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        return BlockingExecutor.call(this, work, false);
    }

    /** As {@link #call}, for work that may be repeated: done twice it has the effect of once. */
    public <T extends @Nullable Object> T callIdempotent(Callable<T> work) throws Exception {
        return BlockingExecutor.call(this, work, true);
    }

    /**
     * Puts other figures in force for calls that begin from now on. Permits, windows and budget stay.
     *
     * @throws IllegalArgumentException where they would give the policy another's permits, or take those away
     */
    public synchronized void reconfigure(PolicyConfig next) {
        if (!Objects.equals(next.bulkhead().of(), config().bulkhead().of())) {
            throw new IllegalArgumentException(
                    "bulkhead.of is " + next.bulkhead().of() + "; it must stay "
                            + config().bulkhead().of() + " while the service runs: permits are out");
        }
        breaker.reconfigure(next.breaker());
        share.reconfigure(next.bulkhead().share());
        if (ownsBulkhead) {
            bulkhead.reconfigure(next.bulkhead());
        }
        retry.budget().reconfigure(next.retry().budgetRatio(), next.retry().budgetPerSecond());
        plan = planOf(next);
    }

    public String name() {
        return name;
    }

    /** The figures in force. */
    public PolicyConfig config() {
        return plan.config();
    }

    /** The figures in force, ready to run. */
    public Plan plan() {
        return plan;
    }

    public Resilience resilience() {
        return resilience;
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    /** The bulkhead whose permits it takes: its own, or that of the policy it shares with. */
    public Bulkhead bulkhead() {
        return bulkhead;
    }

    /**
     * The most calls that its bulkhead may ever let run at once: its share of the largest limit, its own or that of the
     * policy whose permits it takes.
     */
    public int mostAtOnce() {
        BulkheadConfig own = config().bulkhead();
        BulkheadConfig whole =
                own.of() == null ? own : resilience.policy(own.of()).config().bulkhead();
        return BulkheadShare.part(whole.max(), own.share());
    }

    public Retry retry() {
        return retry;
    }

    /** Permits, probes and timers that are out at this moment, those of who shares its bulkhead too; zero whenever nothing runs. */
    public int outstanding() {
        return ownsBulkhead ? outstandingOfItsOwn() : outstandingOfItsOwn() + share.used();
    }

    /** The same without permits of another policy's bulkhead, which that one counts: for adding policies up. */
    public int outstandingOfItsOwn() {
        int permits = ownsBulkhead ? bulkhead.used() + bulkhead.waiting() : 0;
        return permits + breaker.probes() + resilience.time().pending(this::owns);
    }

    private void breakerChanged(CircuitBreaker.State from, CircuitBreaker.State to, String reason) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.BreakerChanged(name, from, to, reason));
        }
    }

    private boolean owns(Timer timer) {
        return timer instanceof PolicyTimer own && own.pipeline() == this;
    }

    /** Tells the listener that a layer refused a call, and hands the refusal back. */
    public RejectedException refuse(RejectedException refusal) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.Rejected(name, refusal.kind()));
        }
        return refusal;
    }

    /** Tells the listener that an attempt ended. */
    public void attemptEnded(int number, Outcome outcome, boolean timedOut, long elapsedNanos) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.AttemptEnded(name, number, outcome, timedOut, elapsedNanos));
        }
    }

    /** Tells the listener that a call ended. */
    public void callEnded(Outcome outcome, int attempts, long elapsedNanos) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.CallEnded(name, outcome, attempts, elapsedNanos));
        }
    }

    /** Tells the listener that another attempt follows. */
    public void retryScheduled(int attempt, long delayNanos) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.RetryScheduled(name, attempt, delayNanos));
        }
    }
}
