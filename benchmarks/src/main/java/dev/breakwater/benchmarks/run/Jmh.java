package dev.breakwater.benchmarks.run;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure, in a forked JVM with this one's class path. */
public final class Jmh {
    /** What each trial's JVM is started with. */
    public static final List<String> JVM_ARGUMENTS = List.of("-Xms512m", "-Xmx512m");

    private static final String BYTES = "gc.alloc.rate.norm";
    /** For one iteration of a second or two: a call that never ends must not hold up the rest for ever. */
    private static final TimeValue PATIENCE = TimeValue.seconds(20);

    static {
        // JMH's lock is a file that it leaves behind, and that of another user's run would stop this one.
        System.setProperty("jmh.ignoreLock", "true");
    }

    private Jmh() {}

    /**
     * Measures one trial.
     *
     * @throws IllegalStateException where it failed to run
     */
    public static Measured measure(Trial trial, Pace pace) {
        OptionsBuilder options = new OptionsBuilder();
        options.include(trial.shape().pattern())
                .param("library", trial.library().name())
                .param("situation", trial.situation().name())
                .param("metrics", String.valueOf(trial.metrics()))
                .threads(trial.threads())
                .forks(1)
                .jvmArgs(JVM_ARGUMENTS.toArray(String[]::new))
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(pace.warmUp().toMillis()))
                .measurementIterations(pace.iterations())
                .measurementTime(TimeValue.milliseconds(pace.each().toMillis()))
                .timeout(PATIENCE)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        try {
            return read(trial, new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException(trial.name() + " failed to run: " + e.getMessage(), e);
        }
    }

    private static Measured read(Trial trial, Collection<RunResult> results) {
        if (results.size() != 1) {
            throw new IllegalStateException(trial.name() + " is " + results.size() + " benchmarks; it must be one");
        }
        RunResult result = List.copyOf(results).get(0);
        return new Measured(
                result.getPrimaryResult().getScore(),
                result.getSecondaryResults().get(BYTES).getScore());
    }

    /** Ends the JVMs that JMH forked, which would otherwise outlive this one when it is told to end. */
    public static void endForks() {
        ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains("org.openjdk.jmh.runner.ForkedMain"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
