package dev.breakwater.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.benchmarks.library.DependencyFailure;
import dev.breakwater.benchmarks.library.Library;
import dev.breakwater.benchmarks.run.Schedule;
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
        return switch (trial.shape()) {
            case SYNC -> {
                SyncCalls calls = of(trial, new SyncCalls());
                calls.reach();
                yield calls::call;
            }
            case STAGE -> {
                StageCalls calls = of(trial, new StageCalls());
                calls.reach();
                yield () -> result(calls);
            }
            case UNI -> {
                UniCalls calls = of(trial, new UniCalls());
                calls.reach();
                UniCalls.Caller caller = new UniCalls.Caller();
                caller.meet(calls);
                yield () -> calls.call(caller);
            }
        };
    }

    private static <C extends Calls> C of(Trial trial, C calls) {
        calls.library = trial.library();
        calls.situation = trial.situation();
        calls.metrics = trial.metrics();
        return calls;
    }

    private static Object result(StageCalls calls) {
        try {
            return calls.call();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a call was under way", e);
        }
    }
}
