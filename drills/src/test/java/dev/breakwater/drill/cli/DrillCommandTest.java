package dev.breakwater.drill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillCommandTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "fraud-slow fraud-hang",
                "--rate 0",
                "--rate -1",
                "--rate NaN",
                "--rate many",
                "--rate",
                "--seconds 0",
                "--seconds 1.5",
                "--bogus",
                "--json /no/such/directory/file",
                "--html /"
            })
    void aMistakeIsOneLineAndExitCode2(String arguments) {
        Told told = run(arguments.split(" "));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err().strip().lines()).hasSize(1);
        assertThat(told.err()).endsWith("see ./drill --help\n");
        assertThat(told.out()).isEmpty();
    }

    @Test
    void aMistakenNameIsAnsweredWithThoseThereAre() {
        assertThat(run("nope").err()).contains("no drill 'nope'", "fraud-slow", "chaos-mix");
    }

    @Test
    void listsEveryDrillWithItsStory() {
        Told told = run("list");

        assertThat(told.code()).isZero();
        assertThat(told.out().lines()).hasSize(9).anyMatch(line -> line.startsWith("payment-down   payment-service"));
    }

    @Test
    void helpSaysTheDefaults() {
        Told told = run("--help");

        assertThat(told.code()).isZero();
        assertThat(told.out().replaceAll("\\s+", " "))
                .contains("Usage: ./drill", "(default: fraud-slow)", "(default: 60)", "(default: 20)", "Exit codes:");
    }

    private record Told(int code, String out, String err) {}

    private static Told run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.execute(
                new DrillCommand(),
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Told(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
