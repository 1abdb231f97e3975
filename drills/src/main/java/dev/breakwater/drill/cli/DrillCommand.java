package dev.breakwater.drill.cli;

import dev.breakwater.drill.drills.Comparison;
import dev.breakwater.drill.drills.Drill;
import dev.breakwater.drill.drills.Drills;
import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Setup;
import dev.breakwater.drill.launch.Variant;
import dev.breakwater.drill.report.HtmlReport;
import dev.breakwater.drill.report.JsonReport;
import dev.breakwater.drill.report.Sparklines;
import dev.breakwater.drill.report.TableReport;
import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Plan;
import dev.breakwater.drill.run.Progress;
import dev.breakwater.drill.run.Run;
import dev.breakwater.drill.run.RunFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drill}. */
@Command(
        name = "./drill",
        description = {
            "Plays a drill: the same load and the same fault, once without protection and once with it, each on a system"
                    + " of its own with a throw-away database. Takes about two minutes.",
            ""
        },
        sortOptions = false,
        sortSynopsis = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the protection held",
            "1:it fell",
            "2:the arguments are wrong",
            "3:the system could not be started, or did not stay"
        })
public final class DrillCommand implements Callable<Integer> {
    private static final int FELL = 1;
    private static final int MOST_RATE = 10_000;
    private static final int MOST_SECONDS = 3_600;

    @Spec
    private CommandSpec spec;

    private Drill drill;
    private double rate;
    private int seconds;
    private Path json;
    private Path html;

    @Option(
            names = {"-h", "--help"},
            order = 5,
            usageHelp = true,
            description = "This text.")
    private boolean help;

    public static void main(String[] args) {
        Cli.run(new DrillCommand(), args);
    }

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = "fraud-slow",
            description = "The drill to play (default: ${DEFAULT-VALUE}), or list to see which there are.")
    void name(String name) {
        drill = Drills.named(name)
                .orElseThrow(() -> mistake("there is no drill '" + name + "', but "
                        + Drills.all().stream().map(Drill::name).collect(Collectors.joining(", "))));
    }

    @Option(
            names = "--rate",
            order = 1,
            paramLabel = "N",
            defaultValue = "60",
            description = "Requests a second, three of four of them checkouts (default: ${DEFAULT-VALUE}).")
    void rate(double rate) {
        require(rate > 0 && rate <= MOST_RATE, "--rate must be above 0 and at most " + MOST_RATE, rate);
        this.rate = rate;
    }

    @Option(
            names = "--seconds",
            order = 2,
            paramLabel = "N",
            defaultValue = "20",
            description = "How long the fault lasts (default: ${DEFAULT-VALUE}).")
    void seconds(int seconds) {
        require(seconds >= 1 && seconds <= MOST_SECONDS, "--seconds must be from 1 to " + MOST_SECONDS, seconds);
        this.seconds = seconds;
    }

    @Option(names = "--json", order = 3, paramLabel = "FILE", description = "Writes all figures to this file.")
    void json(Path file) {
        json = writable("--json", file);
    }

    @Option(
            names = "--html",
            order = 4,
            paramLabel = "FILE",
            description = "Writes a page with the plots to this file.")
    void html(Path file) {
        html = writable("--html", file);
    }

    @Command(name = "list", description = "Lists the drills.")
    int list() {
        for (Drill each : Drills.all()) {
            out().printf("%-14s %s%n", each.name(), each.story());
        }
        return ExitCode.OK;
    }

    @Override
    public Integer call() throws LaunchException, InterruptedException, IOException {
        out().println(drill.name() + ": " + drill.story() + ".");
        Plan plan = new Plan(rate, Duration.ofSeconds(seconds));
        Comparison comparison = drill.comparison();
        DrillResult result =
                DrillResult.of(drill, plan, play(plan, comparison.compared()), play(plan, comparison.guarded()));
        tell(result);
        if (json != null) {
            Files.writeString(json, JsonReport.of(result));
        }
        if (html != null) {
            Files.writeString(html, HtmlReport.of(result));
        }
        return result.verdict().held() ? ExitCode.OK : FELL;
    }

    private RunFigures play(Plan plan, Variant variant) throws LaunchException, InterruptedException {
        out().println(variant.title() + ": starting a system");
        try (RunningSystem system = RunningSystem.start(Setup.throwAway(Cli.home(), variant))) {
            return new Run(drill, plan, system, new Progress(out(), variant.title())).play();
        }
    }

    private void tell(DrillResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(TableReport.of(result));
        lines.add("");
        lines.addAll(Sparklines.of(result));
        lines.add("");
        lines.add("verdict: " + (result.verdict().held() ? "held" : "fell"));
        result.verdict().reasons().forEach(reason -> lines.add("- " + reason));
        lines.forEach(out()::println);
    }

    /** Found out before two minutes are over, not after. */
    private Path writable(String option, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        boolean fits = Files.isDirectory(directory)
                && !Files.isDirectory(file)
                && Files.isWritable(Files.exists(file) ? file : directory);
        if (!fits) {
            throw mistake(option + ": cannot write " + file);
        }
        return file;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void require(boolean fits, String rule, Number given) {
        if (!fits) {
            throw mistake(rule + ", but is " + given);
        }
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
