package dev.breakwater.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String arguments) {
        return BenchCommand.execute(arguments.split(" "), new PrintWriter(out), new PrintWriter(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--slow", "everything", "--json", "--json /no/such/directory/figures.json", "--quick=maybe"})
    void refusesOtherArgumentsInOneLine(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString().strip()).hasLineCount(1).endsWith("see ./bench --help");
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--quick", "--json");
    }
}
