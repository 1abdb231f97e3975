package dev.breakwater.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Library;
import dev.breakwater.benchmarks.run.Schedule;
import dev.breakwater.benchmarks.run.Shape;
import dev.breakwater.benchmarks.run.Trial;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared must be comparable: in the same situation every library does the same. */
class LibrariesTest {

    static Stream<Trial> trials() {
        return Schedule.full().steps().stream()
                .map(Schedule.Step::trial)
                .filter(trial -> trial.threads() == 1)
                // SmallRye's metrics are set up once for a process, so only JMH's forks can have them.
                .filter(trial -> !(trial.library() == Library.SMALLRYE && trial.metrics()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("trials")
    void everyLibraryDoesTheSame(Trial trial) throws Exception {
        Supplier<Object> call = caller(trial);
        List<Object> answers = Stream.generate(call).limit(12).toList();
        switch (trial.situation()) {
            case SUCCESS, LATER -> assertThat(answers).containsOnly("ok");
            case FAILURE ->
                assertThat(answers).startsWith(DependencyFailure.INSTANCE, "ok", DependencyFailure.INSTANCE, "ok");
            case OPEN, FULL ->
                assertThat(answers).allMatch(answer -> rejects(trial.situation(), answer), "is a rejection");
        }
    }

    private static boolean rejects(Situation situation, Object answer) {
        String word = situation == Situation.OPEN ? "CallNotPermitted|BreakerOpen" : "Bulkhead";
        return answer != null && answer.getClass().getSimpleName().matches(".*(" + word + ").*");
    }

    private static Supplier<Object> caller(Trial trial) throws InterruptedException {
        if (trial.shape() == Shape.SYNC) {
            SyncCalls calls = new SyncCalls();
            calls.library = trial.library();
            calls.situation = trial.situation();
            calls.metrics = trial.metrics();
            calls.reach();
            return calls::call;
        }
        if (trial.shape() == Shape.STAGE) {
            StageCalls calls = new StageCalls();
            calls.library = trial.library();
            calls.situation = trial.situation();
            calls.metrics = trial.metrics();
            calls.reach();
            return () -> result(calls);
        }
        UniCalls calls = new UniCalls();
        calls.library = trial.library();
        calls.situation = trial.situation();
        calls.metrics = trial.metrics();
        calls.reach();
        UniCalls.Caller caller = new UniCalls.Caller();
        caller.meet(calls);
        return () -> calls.call(caller);
    }

    private static Object result(StageCalls calls) {
        try {
            return calls.call();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a call was under way", e);
        }
    }
}
