package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.RandomFigures;
import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.gate.Gate;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One schedule: a policy, its calls, and chance that decides what happens next. Whatever does, it checks that
 *
 * <ul>
 *   <li>every caller gets one answer, and none once it left;
 *   <li>permits, probes, places and timers come back;
 *   <li>attempts keep within their call's number and deadline, and retries within the budget;
 *   <li>no more run at once than may;
 *   <li>at most one probe is under way, but for one whose lease ran out;
 *   <li>events tell what happened, each once.
 * </ul>
 */
final class Schedule implements AutoCloseable {
    private static final Duration[] SUSPENDED = {Duration.ofMillis(100), Duration.ofHours(1)};
    private static final Long[] ORIGINS = {0L, -5L, Long.MAX_VALUE - 5_000_000, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SplittableRandom random;
    private final RandomFigures figures;
    private final boolean disturbed;
    private final Trial trial;
    private final Pipeline edge;
    private final String owner;
    private final Pipeline pipeline;
    private final Steps steps = Steps.held();
    private final List<RandomCall> calls = new ArrayList<>();
    private int heldByOthers;
    private Probe probe;
    private int probes;

    private record Probe(RandomCall call, int attempt, long beganNanos) {}

    /** @param disturbed whether figures change and operators interfere meanwhile */
    Schedule(long seed, boolean disturbed) {
        this.random = new SplittableRandom(seed);
        this.figures = new RandomFigures(random);
        this.disturbed = disturbed;
        trial = new Trial(new VirtualTime(figures.oneOf(ORIGINS)));
        trial.drawn = random.nextInt(2) * 0.5;
        edge = trial.define("edge", figures.policy());
        owner = random.nextInt(4) == 0 ? edge.name() : null;
        pipeline = trial.define("fraud", figures.policy(owner));
    }

    /** Lets so many things happen, then everything end. The number of calls. */
    int run(int happenings) {
        for (int i = 0; i < happenings; i++) {
            happen();
            checkAlways();
        }
        trial.resilience.enable(true);
        while (heldByOthers > 0) {
            giveBackForOthers();
        }
        end();
        calls.forEach(RandomCall::checkItEnded);
        trial.assertNothingIsOut();
        checkEvents();
        if (!disturbed) {
            checkBudget();
        }
        return calls.size();
    }

    // ---- what may happen

    private void happen() {
        switch (random.nextInt(disturbed ? 15 : 11)) {
            case 0, 1, 2 -> begin();
            case 3, 4 -> answer();
            case 5 -> leave();
            case 6, 7 -> passTime();
            case 8, 9 -> runSteps();
            case 10 -> others();
            case 11 -> pipeline.reconfigure(figures.policy(owner));
            case 12 -> edge.reconfigure(figures.policy());
            case 13 -> pipeline.breaker().command(figures.oneOf(Command.values()), "test", expiry());
            default -> trial.resilience.enable(random.nextBoolean());
        }
    }

    /** Mostly as it should; now and then the machine is suspended for a moment, or for long. */
    private void passTime() {
        if (random.nextInt(8) == 0) {
            trial.time.jump(figures.oneOf(SUSPENDED).toNanos());
        } else {
            trial.time.advance(figures.millis(0, 60).toNanos());
        }
    }

    /** Others take permits of the bulkhead that may be shared, and give them back. */
    private void others() {
        if (random.nextBoolean() && edge.bulkhead().tryAcquire() != Gate.REFUSED) {
            heldByOthers++;
        } else if (heldByOthers > 0) {
            giveBackForOthers();
        }
    }

    private void giveBackForOthers() {
        edge.bulkhead().release(0, Outcome.SUCCESS, 0);
        heldByOthers--;
    }

    private Duration expiry() {
        return random.nextBoolean() ? null : figures.millis(0, 100);
    }

    private void begin() {
        Duration callers = random.nextInt(3) == 0 ? figures.millis(0, 300) : null;
        if (callers != null) {
            trial.resilience.carrier().set(Attempt.request(Deadline.after(callers.toNanos(), trial.time)));
        }
        RandomCall call = new RandomCall(random, trial, pipeline, callers, this::checkProbe);
        calls.add(call);
        call.begin();
        trial.resilience.carrier().set(null);
    }

    private void answer() {
        if (!calls.isEmpty()) {
            oneOf(calls).answerAny();
        }
    }

    private void leave() {
        if (!calls.isEmpty()) {
            oneOf(calls).leave();
        }
    }

    private void runSteps() {
        if (random.nextBoolean()) {
            steps.runAll();
        } else if (steps.waiting() > 0) {
            steps.runOne(random.nextInt(steps.waiting()));
        }
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Time goes on until nothing is left to do; work that nobody answers times out or is answered now. */
    private void end() {
        int rounds = 0;
        while (!isOver()) {
            steps.runAll();
            trial.time.advanceMillis(1000);
            steps.runAll();
            calls.forEach(RandomCall::answerAny);
            assertThat(rounds++).as("rounds until every call ended").isLessThan(1000);
        }
        steps.runAll();
    }

    private boolean isOver() {
        return steps.waiting() == 0 && calls.stream().allMatch(RandomCall::isOver);
    }

    // ---- what must hold

    private void checkAlways() {
        assertThat(trial.resilience.carrier().current())
                .as("attempt left on the thread")
                .isNull();
        calls.forEach(RandomCall::check);
        if (!disturbed && pipeline.config().order().contains(LayerKind.BULKHEAD)) {
            assertThat(running()).as("attempts at once").isLessThanOrEqualTo(pipeline.mostAtOnce());
        }
    }

    private long running() {
        return calls.stream().filter(RandomCall::isRunning).count();
    }

    /** Where figures stay, and nothing comes between the breaker and the attempt, one that finds it half-open probes. */
    private void checkProbe(RandomCall call) {
        List<LayerKind> order = pipeline.config().order();
        int breakerAt = order.indexOf(LayerKind.BREAKER);
        boolean ofCalls = breakerAt < order.indexOf(LayerKind.RETRY);
        boolean atOnce = pipeline.config().bulkhead().queue() == 0 || order.indexOf(LayerKind.BULKHEAD) < breakerAt;
        if (disturbed || breakerAt < 0 || !atOnce || ofCalls && call.attempts() > 1) {
            return;
        }
        if (pipeline.breaker().state() == State.HALF_OPEN) {
            Probe last = probe;
            probe = new Probe(call, call.attempts(), trial.time.nanoTime());
            boolean free = last == null || (ofCalls ? last.call.isOver() : last.call.isAttemptOver(last.attempt));
            assertThat(free
                            || probe.beganNanos - last.beganNanos
                                    >= pipeline.config().breaker().lease().toNanos())
                    .as("the last probe is over, or its lease")
                    .isTrue();
            probes++;
        }
    }

    /**
     * Each retry takes a token that either time or calls have earned, or that was there at the start. The sum bounds a
     * whole schedule, whose calls and time come one after the other; of each moment the larger of the two does, which the
     * budget's own test checks.
     */
    private void checkBudget() {
        double ratio = pipeline.config().retry().budgetRatio();
        double perSecond = pipeline.config().retry().budgetPerSecond();
        double reserve = perSecond > 0 ? Math.max(1, 10 * perSecond) : ratio > 0 ? 10 : 0;
        double earned = reserve + perSecond * trial.millis() / 1000.0 + ratio * calls.size();
        assertThat(count(Event.RetryScheduled.class)).as("retries").isLessThanOrEqualTo((long) earned);
    }

    private long count(Class<? extends Event> type) {
        return trial.events().stream().filter(type::isInstance).count();
    }

    private void checkEvents() {
        State now = pipeline.breaker().state(); // a forced state may end by being looked at
        List<RandomCall> known = calls.stream().filter(RandomCall::isProtected).toList();
        long attempts = known.stream().mapToInt(RandomCall::attempts).sum();
        assertThat(count(Event.CallEnded.class)).as("calls that ended").isEqualTo(known.size());
        assertThat(count(Event.AttemptEnded.class)).as("attempts that ended").isEqualTo(attempts);
        long attemptsOfCalls = 0;
        long cancelled = 0;
        State state = State.CLOSED;
        for (Event event : trial.events()) {
            if (event instanceof Event.CallEnded ended) {
                attemptsOfCalls += ended.attempts();
                cancelled += ended.outcome() == Outcome.CANCELLED ? 1 : 0;
                assertThat(ended.elapsedNanos()).isNotNegative();
            } else if (event instanceof Event.BreakerChanged changed) {
                assertThat(changed.from()).as("the breaker's state before").isEqualTo(state);
                state = changed.to();
            }
        }
        assertThat(state).isEqualTo(now);
        assertThat(attemptsOfCalls).as("attempts of the calls that ended").isEqualTo(attempts);
        assertThat(cancelled)
                .as("calls cancelled")
                .isGreaterThanOrEqualTo(
                        known.stream().filter(RandomCall::hasLeft).count());
        assertThat(count(Event.RetryScheduled.class))
                .as("retries announced")
                .isGreaterThanOrEqualTo(attempts
                        - known.stream().filter(call -> call.attempts() > 0).count());
    }

    /** How often there was a probe to be checked. */
    int probes() {
        return probes;
    }

    @Override
    public void close() {
        steps.close();
    }
}
