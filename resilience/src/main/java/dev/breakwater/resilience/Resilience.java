package dev.breakwater.resilience;

import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.time.RandomSource;
import dev.breakwater.resilience.time.TimeSource;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All policies of one service, what they share, and the switch of the whole protection. Thread-safe.
 *
 * <pre>{@code
 * Resilience resilience = Resilience.plain();
 * Pipeline fraud = resilience.define("fraud", PolicyConfig.DEFAULTS);
 * Verdict verdict = fraud.call(() -> client.assess(charge));
 * }</pre>
 */
public final class Resilience {
    private final TimeSource time;
    private final RandomSource random;
    private final FailureClassifier classifier;
    private final AttemptCarrier carrier;
    private final Map<String, Pipeline> policies = new ConcurrentSkipListMap<>();
    private volatile boolean enabled = true;
    private volatile @Nullable Consumer<Event> listener;

    public Resilience(TimeSource time, RandomSource random, FailureClassifier classifier, AttemptCarrier carrier) {
        this.time = time;
        this.random = random;
        this.classifier = failure -> classify(classifier, failure);
        this.carrier = carrier;
    }

    /** For plain Java: the system's time and chance, the plain classifier, deadlines carried by the thread. */
    public static Resilience plain() {
        return new Resilience(
                TimeSource.system(), RandomSource.system(), FailureClassifier.plain(), AttemptCarrier.onThread());
    }

    /**
     * Makes a policy.
     *
     * @throws IllegalArgumentException where the name is taken
     */
    public Pipeline define(String name, PolicyConfig config) {
        Pipeline pipeline = new Pipeline(name, config, this);
        if (policies.putIfAbsent(name, pipeline) != null) {
            throw new IllegalArgumentException("there is a policy '" + name + "' already");
        }
        return pipeline;
    }

    /**
     * The named policy.
     *
     * @throws IllegalArgumentException where there is none
     */
    public Pipeline policy(String name) {
        Pipeline pipeline = policies.get(name);
        if (pipeline == null) {
            throw new IllegalArgumentException(
                    "there is no policy '" + name + "'; there are: " + String.join(", ", policies.keySet()));
        }
        return pipeline;
    }

    /** All policies by name. */
    public Map<String, Pipeline> policies() {
        return Collections.unmodifiableMap(new TreeMap<>(policies));
    }

    /** Whether the protection is on. */
    public boolean enabled() {
        return enabled;
    }

    /** Turns the protection on or off for calls that begin from now on. */
    public void enable(boolean on) {
        enabled = on;
    }

    /** Sets the one listener; null for none. */
    public void listen(@Nullable Consumer<Event> newListener) {
        listener = newListener;
    }

    /** Whether anybody listens: where nobody does, no event need be made. */
    public boolean hasListener() {
        return listener != null;
    }

    /**
     * Tells the listener, if there is one. Who makes an event asks {@link #hasListener} first. What the listener throws goes
     * to the thread's handler of uncaught exceptions: no call fails or keeps a permit because it was being watched.
     */
    public void tell(Event event) {
        Consumer<Event> current = listener;
        if (current == null) {
            return;
        }
        try {
            current.accept(event);
        } catch (Throwable e) {
            report(e);
        }
    }

    /** A classifier that breaks hides no failure: that one counts as transient, as whatever is unknown does. */
    private static Failure classify(FailureClassifier classifier, Throwable failure) {
        try {
            return Objects.requireNonNull(classifier.classify(failure), "a classifier answered null");
        } catch (Throwable e) {
            report(e);
            return Failure.TRANSIENT;
        }
    }

    private static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }

    /**
     * Permits, probes and timers that are out at this moment, over all policies, each counted once: zero whenever nothing
     * runs.
     */
    public int outstanding() {
        return policies.values().stream()
                .mapToInt(Pipeline::outstandingOfItsOwn)
                .sum();
    }

    public TimeSource time() {
        return time;
    }

    public RandomSource random() {
        return random;
    }

    /** Places failures in the taxonomy; never throws. */
    public FailureClassifier classifier() {
        return classifier;
    }

    public AttemptCarrier carrier() {
        return carrier;
    }
}
