package dev.breakwater.benchmarks.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.breakwater.benchmarks.checkout.Overhead;
import dev.breakwater.benchmarks.report.Results;
import dev.breakwater.benchmarks.run.Jmh;
import dev.breakwater.benchmarks.run.Measurements;
import dev.breakwater.benchmarks.run.Schedule;
import dev.breakwater.drill.launch.LaunchException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./bench}. */
@Command(
        name = "./bench",
        description = {
            "Measures what the protection costs: calls by JMH against Resilience4j, SmallRye Fault Tolerance and Failsafe,"
                    + " with the same layers, and checkouts of the whole system with and without it. Takes about"
                    + " 12 minutes, and wants the machine for itself.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all was measured, whatever came out", "2:the arguments are wrong", "3:something did not run"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int NOT_RUN = 3;

    @Spec
    private CommandSpec spec;

    private Path json;

    @Option(names = "--quick", order = 1, description = "Only what has targets, in about 3 minutes; less exact.")
    private boolean quick;

    @Option(
            names = {"-h", "--help"},
            order = 3,
            usageHelp = true,
            description = "This text.")
    private boolean help;

    @Option(names = "--json", order = 2, paramLabel = "FILE", description = "Where to write all figures.")
    void json(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory) || Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), "--json must name a file in a directory that exists, but is " + file);
        }
        json = file;
    }

    public static void main(String[] args) {
        System.exit(execute(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new BenchCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((mistake, given) -> {
                    err.println(mistake.getMessage().lines().findFirst().orElse("") + "; see ./bench --help");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println("did not run: " + failure.getMessage());
                    return NOT_RUN;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws LaunchException, IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(Jmh::endForks, "fork-ender"));
        Results results = new Results(calls(), checkouts());
        spec.commandLine().getOut().println(String.join("\n", results.table()));
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), results.json());
        }
        return ExitCode.OK;
    }

    private Measurements calls() {
        List<Schedule.Step> steps = (quick ? Schedule.quick() : Schedule.full()).steps();
        Measurements measurements = new Measurements();
        for (int i = 0; i < steps.size(); i++) {
            Schedule.Step step = steps.get(i);
            progress("calls: " + (i + 1) + " of " + steps.size() + ", "
                    + step.trial().name());
            measurements.add(step.trial(), Jmh.measure(step.trial(), step.pace()));
        }
        return measurements;
    }

    private Overhead checkouts() throws LaunchException {
        Path home = Path.of(System.getProperty("breakwater.home", "")).toAbsolutePath();
        Duration warmUp = Duration.ofSeconds(quick ? 30 : 60);
        Duration each = Duration.ofSeconds(quick ? 4 : 10);
        return Overhead.measure(home, quick ? 5 : 7, warmUp, each, this::progress);
    }

    private void progress(String what) {
        spec.commandLine().getErr().println(what);
    }
}
