package dev.breakwater.chaos.quarkus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault at the HTTP edge, over real connections. A minute of holding is for ever here. */
@QuarkusTest
class HttpFaultsTest {
    private static final String MINUTE = "'latencyMs':60000";

    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Service service;

    @BeforeEach
    void meet() {
        service = new Service(http, management);
    }

    @AfterEach
    void clear() {
        service.reset();
        service.awaitHeld(0);
    }

    private static void assertInjected(HttpResponse<?> answer, String fault) {
        assertThat(answer.headers().firstValue("X-Chaos-Fault")).contains(fault);
    }

    private static void assertUnharmed(HttpResponse<?> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Chaos-Fault")).isEmpty();
    }

    @Test
    void withoutFaultsNothingIsDifferent() throws Exception {
        assertUnharmed(service.get("/stage"));
    }

    @Nested
    class Errors {
        @Test
        void areAnsweredAtOnceAndRecognisable() throws Exception {
            service.enable("ill", "{'type':'error','status':503}");
            HttpResponse<String> answer = service.get("/stage");
            assertInjected(answer, "ill");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body())
                    .contains("\"type\":\"urn:breakwater:problem:injected-fault\"")
                    .contains("\"detail\":\"fault 'ill' failed GET /stage\"");
        }

        @Test
        void areFiveHundredWhereNobodySaysOtherwise() throws Exception {
            service.enable("ill", "{'type':'error'}");
            assertThat(service.get("/stage").statusCode()).isEqualTo(500);
        }
    }

    @Nested
    class Latency {
        @Test
        void delaysAndThenProceeds() throws Exception {
            service.enable("slow", "{'type':'latency','latencyMs':300}");
            long begin = System.nanoTime();
            HttpResponse<String> answer = service.get("/stage");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(StageResource.SCENE);
            assertInjected(answer, "slow");
        }

        @Test
        void keepsTheBody() throws Exception {
            service.enable("slow", "{'type':'latency','latencyMs':50}");
            String body = "x".repeat(50_000);
            HttpResponse<String> answer = service.begin(
                            service.request("/stage").POST(BodyPublishers.ofString(body)))
                    .get();
            assertThat(answer.body()).isEqualTo(body);
            assertInjected(answer, "slow");
        }
    }

    @Nested
    class Hangs {
        @Test
        void areReleasedAtOnceWhenTheFaultIsRemoved() {
            service.enable("hung", "{'type':'hang'}");
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(service.begin("/stage"));
            }
            service.awaitHeld(20);
            assertThat(service.state().getInt("faults[0].held")).isEqualTo(20);
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            assertThat(service.remove("hung").getInt("held")).isZero();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer).succeedsWithin(Service.BOUND).satisfies(released -> {
                    assertThat(released.statusCode()).isEqualTo(200);
                    assertThat(released.body()).isEqualTo(StageResource.SCENE);
                    assertInjected(released, "hung");
                });
            }
        }

        @Test
        void areReleasedWhenTheFaultExpires() throws Exception {
            service.enable("hung", "{'type':'hang','durationMs':500}");
            HttpResponse<String> answer = service.get("/stage");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertInjected(answer, "hung");
            await().atMost(Service.BOUND)
                    .untilAsserted(
                            () -> assertThat(service.state().getList("faults")).isEmpty());
            assertUnharmed(service.get("/stage"));
        }

        @Test
        void endInAResetWhenTheirTimeIsUp() throws Exception {
            service.enable("hung", "{'type':'hang','latencyMs':200}");
            assertIsReset(service.connect("GET", "/stage", ""));
        }

        @ParameterizedTest
        @CsvSource({"GET,0", "POST,10", "POST,60000"})
        void losePlaceAndAllWhenTheirCallerLeaves(String method, int bytes) throws Exception {
            service.enable("hung", "{'type':'hang'}");
            Socket caller = service.connect(method, "/stage", "x".repeat(bytes));
            service.awaitHeld(1);
            caller.close();
            service.awaitHeld(0);
            assertThat(service.state().getBoolean("faults[0].active")).isTrue();
        }

        @Test
        void twoThousandOfThemHoldNoThreadAndNobodyElse() throws Exception {
            service.enable("hung", "{'type':'hang','match':{'path':'/stage'}}");
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            List<Socket> callers = new ArrayList<>();
            try {
                for (int i = 0; i < 2_000; i++) {
                    callers.add(service.connect("GET", "/stage", ""));
                }
                service.awaitHeld(2_000);
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                        .isLessThan(200);
                assertThat(service.begin("/other/x"))
                        .succeedsWithin(Duration.ofSeconds(2))
                        .satisfies(answer -> assertUnharmed(answer));
                given().get(management.resolve("/q/health/live")).then().statusCode(200);

                service.remove("hung");
                service.awaitHeld(0);
                for (Socket caller : callers) {
                    assertThat(caller.getInputStream().readNBytes(12))
                            .asString()
                            .isEqualTo("HTTP/1.1 200");
                }
            } finally {
                for (Socket caller : callers) {
                    caller.close();
                }
            }
        }
    }

    private static void assertIsReset(Socket connection) throws IOException {
        try (connection) {
            assertThatThrownBy(() -> connection.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Nested
    class Resets {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST"})
        void areResets(String method) throws Exception {
            service.enable("cut", "{'type':'reset'}");
            assertIsReset(service.connect(method, "/stage", method.equals("GET") ? "" : "body"));
        }

        @Test
        void areErrorsOfTheConnectionToAClient() {
            service.enable("cut", "{'type':'reset'}");
            assertThat(service.begin(service.request("/stage").POST(BodyPublishers.ofString("body"))))
                    .failsWithin(Service.BOUND)
                    .withThrowableThat()
                    .withCauseInstanceOf(IOException.class);
        }
    }

    @Nested
    class SlowBodies {
        @Test
        void comeWholeWhenTheirTimeIsUp() throws Exception {
            service.enable("drip", "{'type':'slow-body','latencyMs':400}");
            long begin = System.nanoTime();
            HttpResponse<String> answer = service.get("/stage");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            assertThat(answer.body()).isEqualTo(StageResource.SCENE);
            assertInjected(answer, "drip");
        }

        @ParameterizedTest
        @CsvSource({"/stage,1000", "/raw,13"})
        void beginAtOnceAndTrickleUntilTheFaultIsRemoved(String path, int size) throws Exception {
            service.enable("drip", "{'type':'slow-body'," + MINUTE + "}");
            try (Socket caller = service.connect("GET", path, "")) {
                assertThat(readHead(caller)).startsWith("HTTP/1.1 200").contains("X-Chaos-Fault: drip");
                service.awaitHeld(1);
                assertThat(caller.getInputStream().read()).isPositive(); // the first drop
                assertThat(caller.getInputStream().available()).isLessThan(size);

                service.remove("drip");
                assertThat(caller.getInputStream().readNBytes(size - 1)).hasSize(size - 1);
            }
        }

        @Test
        void ofFilesComeWholeAtTheEnd() throws Exception {
            String file = Files.readString(Path.of("pom.xml"));
            service.enable("drip", "{'type':'slow-body'," + MINUTE + "}");
            CompletableFuture<HttpResponse<String>> answer = service.begin("/file");
            service.awaitHeld(1);
            service.remove("drip");
            assertThat(answer)
                    .succeedsWithin(Service.BOUND)
                    .satisfies(released -> assertThat(released.body()).isEqualTo(file));
            service.enable("drip", "{'type':'slow-body','latencyMs':300}");
            assertThat(service.get("/file").body()).isEqualTo(file);
        }

        @Test
        void areCompleteWhenTheFaultIsRemoved() {
            service.enable("drip", "{'type':'slow-body'," + MINUTE + "}");
            CompletableFuture<HttpResponse<String>> rest = service.begin("/stage");
            CompletableFuture<HttpResponse<String>> raw = service.begin("/raw");
            service.awaitHeld(2);
            service.remove("drip");
            assertThat(rest)
                    .succeedsWithin(Service.BOUND)
                    .satisfies(answer -> assertThat(answer.body()).isEqualTo(StageResource.SCENE));
            assertThat(raw)
                    .succeedsWithin(Service.BOUND)
                    .satisfies(answer -> assertThat(answer.body()).isEqualTo("0123456789abc"));
        }

        @Test
        void losePlaceAndAllWhenTheirCallerLeaves() throws Exception {
            service.enable("drip", "{'type':'slow-body'," + MINUTE + "}");
            Socket caller = service.connect("GET", "/stage", "");
            service.awaitHeld(1);
            caller.close();
            service.awaitHeld(0);
        }
    }

    private static String readHead(Socket connection) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) connection.getInputStream().read());
        }
        return text.toString();
    }

    @Nested
    class Matching {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'method':'get'}|true",
                    "{'method':'POST'}|false",
                    "{'path':'/other'}|true",
                    "{'path':'/other/a b'}|true",
                    "{'path':'/*/a*'}|true",
                    "{'path':'/stage'}|false",
                    "{'header':'X-Who'}|true",
                    "{'header':'x-who: me'}|true",
                    "{'header':'X-Who: you'}|false",
                    "{'method':'GET','path':'/other/*','header':'X-Who: me'}|true",
                })
        void hitsOnlyWhatFits(String match, boolean hit) throws Exception {
            service.enable("some", "{'type':'error','match':" + match + "}");
            HttpResponse<String> answer = service.begin(
                            service.request("/other/a%20b").header("X-Who", "me"))
                    .get();
            assertThat(answer.statusCode()).isEqualTo(hit ? 500 : 200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/q/health", "/q", "/%71/health", "//q/health", "/x/../q/health"})
        void neverHitsQuarkusOwnPaths(String path) throws Exception {
            service.enable("all", "{'type':'error','status':503}");
            try (Socket caller = service.connect("GET", path, "")) {
                assertThat(readHead(caller)).startsWith("HTTP/1.1 404").doesNotContainIgnoringCase("X-Chaos-Fault");
            }
        }

        @Test
        void neverHitsTheManagementPort() {
            service.enable("all", "{'type':'error','status':503}");
            given().get(management.resolve("/q/health/live")).then().statusCode(200);
            given().get(management.resolve("/q/health/ready")).then().statusCode(200);
            given().get(management.resolve("/chaos")).then().statusCode(200);
        }

        @Test
        void pathsThatCannotBeDecodedAreNoDefect() throws Exception {
            service.enable("some", "{'type':'error','match':{'path':'/stage'}}");
            try (Socket caller = service.connect("GET", "/other/%zz", "")) {
                assertThat(readHead(caller)).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Nested
    class Shares {
        private List<Integer> statuses() throws Exception {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                statuses.add(service.get("/stage").statusCode());
            }
            return statuses;
        }

        @Test
        void aSeededRunRepeats() throws Exception {
            service.reset();
            service.enable("some", "{'type':'error','rate':0.3}");
            List<Integer> first = statuses();
            assertThat(first).contains(200, 500);
            assertThat(service.state().getInt("faults[0].injected"))
                    .isEqualTo(
                            (int) first.stream().filter(status -> status == 500).count())
                    .isBetween(8, 30);

            service.reset();
            service.enable("some", "{'type':'error','rate':0.3}");
            assertThat(statuses()).isEqualTo(first);
        }

        @Test
        void theClassicMixHangsErrsAndIsSlow() {
            service.put("/chaos/failure-rate", "{'rate':0.9}").then().statusCode(200);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(service.begin("/other/" + i));
            }
            await().atMost(Service.BOUND)
                    .untilAsserted(() -> assertThat(service.state().getInt("faults.injected.sum()"))
                            .isBetween(40, 60));
            List<Integer> injected = service.state().getList("faults.injected");
            assertThat(injected).hasSize(3).allMatch(count -> count >= 5);

            service.put("/chaos/failure-rate", "{'rate':0}").then().statusCode(200);
            List<Integer> statuses =
                    answers.stream().map(answer -> answer.join().statusCode()).toList();
            assertThat(statuses).containsOnly(200, 500);
            assertThat(service.state().getList("faults")).isEmpty();
        }
    }
}
