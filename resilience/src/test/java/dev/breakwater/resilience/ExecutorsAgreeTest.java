package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Trial.Busy;
import dev.breakwater.resilience.breaker.CircuitBreaker.Command;
import dev.breakwater.resilience.deadline.Deadline;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.policy.AttemptCarrier;
import dev.breakwater.resilience.policy.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same calls under the same figures end in the same way and tell the same, whichever executor runs them. */
class ExecutorsAgreeTest {
    private static final int CALLS = 15;

    @Test
    void onWhateverHappens() {
        Seeds.run(300, seed -> {
            List<String> story = story(seed, Way.BLOCKING);
            assertThat(story(seed, Way.UNI)).isEqualTo(story);
            assertThat(story(seed, Way.STAGE)).isEqualTo(story);
        });
    }

    /** What a policy lives through, in lines. */
    private static List<String> story(long seed, Way way) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomFigures figures = new RandomFigures(random);
        Trial trial = new Trial();
        trial.drawn = random.nextInt(2) * 0.5;
        Pipeline pipeline = trial.define("fraud", figures.policy());
        List<String> lines = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            disturb(random, figures, trial, pipeline);
            lines.add("call " + call + " at " + trial.millis() + " ms under " + pipeline.config());
            lines.add(call(random, figures, trial, pipeline, way));
            lines.addAll(trial.told());
            trial.assertNothingIsOut();
        }
        return lines;
    }

    private static void disturb(SplittableRandom random, RandomFigures figures, Trial trial, Pipeline pipeline) {
        trial.time.advance(figures.millis(0, 100).toNanos());
        switch (random.nextInt(10)) {
            case 0 -> pipeline.reconfigure(figures.policy());
            case 1 -> pipeline.breaker().command(figures.oneOf(Command.values()), "test", figures.millis(0, 100));
            case 2 -> trial.resilience.enable(random.nextInt(3) > 0);
            default -> trial.resilience.enable(true);
        }
    }

    private static String call(
            SplittableRandom random, RandomFigures figures, Trial trial, Pipeline pipeline, Way way) {
        AttemptCarrier carrier = trial.resilience.carrier();
        if (random.nextInt(3) == 0) {
            carrier.set(Attempt.request(Deadline.after(figures.millis(0, 300).toNanos(), trial.time)));
        }
        Script script = script(random, figures);
        boolean repeatable = random.nextInt(4) > 0;
        String end;
        try {
            end = "answered " + way.call(trial, pipeline, script, repeatable);
        } catch (Throwable failure) {
            end = "failed with " + failure;
        }
        carrier.set(null);
        return end + " after attempts at " + script.gapsMillis() + ", cut: " + script.cut();
    }

    private static Script script(SplittableRandom random, RandomFigures figures) {
        Script script = new Script();
        for (int attempt = 0; attempt < 4; attempt++) {
            // The odd microseconds keep ends and limits apart: who is first at the very same moment may differ.
            long nanos = random.nextInt(3) == 0 ? 0 : figures.millis(0, 220).toNanos() + (1000L << attempt);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> script.then(nanos, attempt == 2 ? null : "answer " + attempt, null);
                case 3 ->
                    script.then(nanos, null, new Busy(figures.millis(0, 100).toMillis()));
                case 4 -> script.then(nanos, null, new IllegalArgumentException("no"));
                default -> script.then(nanos, null, new IOException("gone " + attempt));
            }
        }
        return script;
    }
}
