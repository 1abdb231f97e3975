package dev.breakwater.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.drill.run.DrillResult;
import dev.breakwater.drill.run.Results;
import dev.breakwater.drill.run.Samples;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private final DrillResult held = Results.held("fraud-slow");
    private final DrillResult neverRecovered =
            Results.result("fraud-slow", Results.run(Samples::failed, 0.0), Results.run(Samples::degraded, null));

    private final DrillResult order = Results.result(
            "order",
            Results.opening(Results.run(Samples::degraded, 3.2), 0.31),
            Results.opening(Results.run(Samples::degraded, 3.2), 0.62));

    @Nested
    class Json {
        private final JsonNode report = json(held);

        @Test
        void saysWhatWasPlayedAndWhetherItHeld() {
            assertThat(names(report))
                    .containsExactly("drill", "rate", "seconds", "unprotected", "protected", "verdict", "reasons");
            assertThat(report.get("drill").asText()).isEqualTo("fraud-slow");
            assertThat(report.get("rate").asDouble()).isEqualTo(60);
            assertThat(report.get("seconds").asInt()).isEqualTo(20);
            assertThat(report.get("verdict").asText()).isEqualTo("held");
            assertThat(report.get("reasons")).isNotEmpty();
            assertThat(json(neverRecovered).get("verdict").asText()).isEqualTo("fell");
        }

        @Test
        void aRunHasItsPhasesAndTwoFigures() {
            for (String run : List.of("unprotected", "protected")) {
                assertThat(names(report.get(run)))
                        .containsExactly("phases", "recoverySeconds", "downstreamCallsPerCheckout");
                assertThat(names(report.get(run).get("phases"))).containsExactly("steady", "fault", "recovery");
            }
            assertThat(report.at("/protected/recoverySeconds").asDouble()).isEqualTo(3.2);
            assertThat(json(neverRecovered).at("/protected/recoverySeconds").isNull())
                    .isTrue();
        }

        @Test
        void aPhaseHasItsFiguresForCheckoutsAndForEachOtherRoute() {
            JsonNode fault = report.at("/unprotected/phases/fault");

            assertThat(names(fault))
                    .containsExactly(
                            "offered",
                            "good",
                            "degraded",
                            "failed",
                            "p50Ms",
                            "p99Ms",
                            "p99LaterMs",
                            "byOutcome",
                            "byRoute");
            assertThat(fault.get("offered").asInt()).isEqualTo(200);
            assertThat(fault.get("good").asInt()).isZero();
            assertThat(fault.at("/byOutcome/504").asInt()).isEqualTo(200);
            assertThat(names(fault.get("byRoute")))
                    .containsExactly("GET /catalog", "GET /orders/{id}", "GET /orders/{id}/payment");
            assertThat(fault.get("byRoute").get("GET /catalog").get("good").asInt())
                    .isEqualTo(200);
        }

        @Test
        void whereBothRunsAreProtectedTheOtherIsNotCalledUnprotected() {
            JsonNode report = json(order);

            assertThat(names(report))
                    .containsExactly(
                            "drill", "rate", "seconds", "unprotected", "protected", "compared", "verdict", "reasons");
            assertThat(report.get("unprotected").isNull()).isTrue();
            assertThat(report.at("/protected/openedSeconds").asDouble()).isEqualTo(0.62);
            assertThat(report.at("/compared/openedSeconds").asDouble()).isEqualTo(0.31);
        }

        private JsonNode json(DrillResult result) {
            try {
                return new ObjectMapper().readTree(JsonReport.of(result));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private List<String> names(JsonNode node) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names;
        }
    }

    @Test
    void theTableIsMarkdownWithAColumnForEachFigure() {
        List<String> lines = TableReport.of(held);

        assertThat(lines.get(0).split("\\|", -1)).hasSize(9);
        assertThat(lines.get(1)).matches("\\|:-+\\|(-+:\\|){6}");
        assertThat(lines.get(3).replaceAll(" +", " "))
                .isEqualTo("| fault | 0.0 % | 0.0 % | 20 ms | 100.0 % | 100.0 % | 20 ms |");
        assertThat(lines).anyMatch(line -> line.startsWith("| fault, GET /orders/{id}/payment"));
        assertThat(lines).contains("undegraded after: unprotected 0.5 s, protected 3.2 s");
        assertThat(TableReport.of(neverRecovered)).contains("undegraded after: unprotected 0.0 s, protected never");
    }

    @Test
    void runsAreCalledByTheirNames() {
        List<String> lines = TableReport.of(order);

        assertThat(lines.get(0)).contains("retry outside: good", "retry inside: good");
        assertThat(lines).contains("breaker open after: retry outside 0.31 s, retry inside 0.62 s");
        assertThat(Sparklines.of(order)).anyMatch(line -> line.startsWith("retry outside "));
        assertThat(HtmlReport.of(order))
                .contains("── retry inside", "╌╌ retry outside", "Once retry outside, once retry inside");
    }

    @Test
    void sparklinesShowTheFallSecondBySecond() {
        List<String> lines = Sparklines.of(held);

        assertThat(lines.get(1)).endsWith("█".repeat(20) + "▁".repeat(20) + "█".repeat(10));
        assertThat(lines.get(4)).endsWith("█".repeat(50));
        assertThat(lines.get(0).indexOf("|fault") - lines.get(0).indexOf("|warm-up"))
                .isEqualTo(20);
    }

    @Test
    void thePageNeedsNothingButItself() {
        String page = HtmlReport.of(held);

        assertThat(page)
                .contains("<title>Drill fraud-slow: held</title>", "prefers-color-scheme: dark", "200 of 200 checkouts")
                .doesNotContain("<script", "http:", "https:", "{verdict}", "{table}");
    }

    @Test
    void chartsAreWellFormedAndHaveAPointASecondForEachRun() throws Exception {
        for (Chart chart : List.of(Chart.good(held), Chart.p99(held))) {
            var lines = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(chart.svg())))
                    .getElementsByTagName("polyline");

            assertThat(lines.getLength()).isEqualTo(2);
            assertThat(lines.item(0)
                            .getAttributes()
                            .getNamedItem("points")
                            .getTextContent()
                            .split(" "))
                    .hasSize(50);
        }
    }
}
