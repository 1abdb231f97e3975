package dev.breakwater.drill.cli;

import dev.breakwater.drill.launch.LaunchException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What the commands have in common: where the built tree is, and how mistakes are told. */
final class Cli {
    /** The system could not be started, or did not stay. */
    static final int NOT_RUN = 3;

    private Cli() {}

    /** Runs the command and ends this process. */
    static void run(Object command, String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(execute(command, args, out, System.err));
    }

    /** Runs the command, and returns its exit code. */
    static int execute(Object command, String[] args, PrintStream out, PrintStream err) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((mistake, given) -> {
                    CommandLine line = mistake.getCommandLine();
                    String name = line.getCommandSpec().root().name();
                    line.getErr().println(oneLine(mistake.getMessage()) + "; see " + name + " --help");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof LaunchException)) {
                        throw failure;
                    }
                    line.getErr().println(failure.getMessage());
                    return NOT_RUN;
                })
                .execute(args);
    }

    /** The root of the built tree, as the scripts say. */
    static Path home() {
        return Path.of(System.getProperty("breakwater.home", "")).toAbsolutePath();
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    }
}
