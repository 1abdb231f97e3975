package dev.breakwater.resilience;

import dev.breakwater.resilience.policy.Pipeline;
import dev.breakwater.resilience.quarkus.Caller;
import dev.breakwater.resilience.quarkus.Guard;
import dev.breakwater.resilience.quarkus.ScriptedUni;
import dev.breakwater.resilience.quarkus.Steps;
import dev.breakwater.resilience.time.VirtualTime;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The two executors, and stages through the second, so that what all must do is tested once and for each. */
public enum Way {
    BLOCKING {
        @Override
        public Object call(Trial trial, Pipeline pipeline, Script script, boolean repeatable) throws Exception {
            return repeatable
                    ? pipeline.callIdempotent(() -> play(script, trial.time))
                    : pipeline.call(() -> play(script, trial.time));
        }

        @Override
        public Object callNested(Trial trial, Pipeline outer, Pipeline inner, Script script) throws Exception {
            return outer.callIdempotent(() -> inner.callIdempotent(() -> play(script, trial.time)));
        }
    },
    UNI {
        @Override
        public Object call(Trial trial, Pipeline pipeline, Script script, boolean repeatable) throws Exception {
            return answer(trial, () -> Guard.uni(pipeline, () -> new ScriptedUni(script, trial.time), repeatable));
        }

        @Override
        public Object callNested(Trial trial, Pipeline outer, Pipeline inner, Script script) throws Exception {
            Supplier<Uni<Object>> work = () -> new ScriptedUni(script, trial.time);
            return answer(trial, () -> Guard.uni(outer, () -> Guard.uni(inner, work, true), true));
        }
    },
    STAGE {
        @Override
        public Object call(Trial trial, Pipeline pipeline, Script script, boolean repeatable) throws Exception {
            return answerOfStage(trial, () -> Guard.stage(pipeline, stage(trial, script), repeatable));
        }

        @Override
        public Object callNested(Trial trial, Pipeline outer, Pipeline inner, Script script) throws Exception {
            Supplier<CompletionStage<Object>> work = stage(trial, script);
            return answerOfStage(trial, () -> Guard.stage(outer, () -> Guard.stage(inner, work, true), true));
        }
    };

    /** Runs one call to its end, time passing as it takes it: the answer, or what it failed with. */
    public abstract Object call(Trial trial, Pipeline pipeline, Script script, boolean repeatable) throws Exception;

    /** The same for work that is itself a call through another policy. */
    public abstract Object callNested(Trial trial, Pipeline outer, Pipeline inner, Script script) throws Exception;

    private static Supplier<CompletionStage<Object>> stage(Trial trial, Script script) {
        return () -> new ScriptedUni(script, trial.time).subscribeAsCompletionStage();
    }

    private static Object answerOfStage(Trial trial, Supplier<CompletionStage<Object>> call) throws Exception {
        return answer(trial, () -> Uni.createFrom().completionStage(call));
    }

    private static Object answer(Trial trial, Supplier<Uni<Object>> call) throws Exception {
        try (Steps steps = Steps.atOnce()) {
            Caller<Object> caller = new Caller<>();
            caller.subscribeTo(call.get());
            boolean more = true;
            while (more && !caller.isAnswered()) {
                more = trial.time.advanceToNext();
            }
            return caller.<RuntimeException>answer();
        }
    }

    /** The failure that a call ends with. */
    public Throwable failure(Trial trial, Pipeline pipeline, Script script) {
        try {
            Object answer = call(trial, pipeline, script, true);
            throw new AssertionError("the call should have failed, but answered " + answer);
        } catch (Throwable failure) {
            return failure;
        }
    }

    private static Object play(Script script, VirtualTime time) throws Exception {
        Script.Line line = script.begin(time);
        try {
            if (line.nanos() > 0) {
                time.sleep(line.nanos());
            }
        } catch (InterruptedException e) {
            script.wasCut();
            throw e;
        }
        if (line.failure() != null) {
            throw Way.<RuntimeException>unchecked(line.failure());
        }
        return line.answer();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable failure) throws X {
        throw (X) failure;
    }
}
