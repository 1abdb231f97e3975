package dev.breakwater.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.ManagementInterface;
import io.restassured.response.Response;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemTest {
    private static final String VALID = "{\"customer\":\"c\",\"items\":[{\"sku\":\"s\",\"quantity\":1}]}";

    @TestHTTPResource("/")
    URL service;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    /** Routes below REST that fail, and one on the management port behind the guard. */
    @ApplicationScoped
    static class Routes {
        void onService(@Observes Router router) {
            router.get("/raw/broken").handler(request -> {
                throw new IllegalStateException("secret-of-the-house");
            });
            router.get("/raw/taken")
                    .handler(request -> request.fail(new ProblemException(409, "taken").withHeader("X-By", "raw")));
            router.get("/raw/busy").handler(request -> request.fail(new RejectedExecutionException("pool")));
            router.get("/raw/left")
                    .handler(request -> request.request()
                            .connection()
                            .close()
                            .onComplete(closed -> request.fail(new HttpClosedException("Connection was closed"))));
            router.get("/raw/teapot").handler(request -> request.fail(418));
        }

        void onManagement(@Observes ManagementInterface management) {
            management
                    .router()
                    .route("/switch")
                    .handler(new ManagementGuard(Optional.of("s3cret")))
                    .handler(request -> request.response().end("switched"));
            management.router().get("/broken").handler(request -> {
                throw new IllegalStateException("secret-of-the-house");
            });
        }
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post("/shop");
    }

    private static void assertProblem(Response answer, int status, String detail) {
        assertThat(answer.body().asString()).contains("\"status\":" + status);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).contains(detail);
        assertThat(answer.jsonPath().getString("title")).isNotBlank();
        assertThat(answer.jsonPath().getString("type")).isNotBlank();
        assertThat(answer.body().asString())
                .doesNotContain("secret-of-the-house", "Exception", "dev.breakwater", "java.", "jackson", "\tat ");
    }

    private static void assertViolation(Response answer, String field, String message) {
        assertThat(answer.jsonPath().getList("violations.field", String.class)).containsExactly(field);
        assertThat(answer.jsonPath().getList("violations.message", String.class))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void validInputPasses() {
        assertThat(post(VALID).statusCode()).isEqualTo(200);
    }

    @Nested
    class InvalidInputIs400 {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"customer\":\" \",\"items\":[{\"sku\":\"s\",\"quantity\":1}]}|customer|must not be blank",
                    "{\"customer\":\"c\",\"items\":[]}|items|must not be empty",
                    "{\"customer\":\"c\",\"items\":[null]}|items[0]|must not be null",
                    "{\"customer\":\"c\",\"items\":[{\"sku\":\"s\",\"quantity\":1},{\"sku\":\"s\",\"quantity\":0}]}"
                            + "|items[1].quantity|must be greater than 0",
                    "{\"customer\":\"c\",\"items\":[{\"sku\":\"s\",\"quantity\":1}],\"extras\":{\"bow\":-1}}"
                            + "|extras[bow]|must be greater than 0",
                    "null|body|must not be null",
                    "``|body|must not be null",
                })
        void namesTheFieldAsTheCallerWroteIt(String body, String field, String message) {
            Response answer = post(body);
            assertProblem(answer, 400, field + " " + message);
            assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:breakwater:problem:invalid-input");
            assertViolation(answer, field, message);
        }

        @Test
        void namesHeadersPathAndQueryParametersAsOnTheWire() {
            Response header = given().contentType("application/json")
                    .header("Idempotency-Key", "123456789")
                    .body(VALID)
                    .post("/shop");
            assertProblem(header, 400, "Idempotency-Key size");
            assertProblem(given().get("/shop/items/-1"), 400, "id must be greater than 0");
            assertProblem(given().get("/shop/items/1?page=10"), 400, "page must be less than");
        }

        @Test
        void listsEveryViolation() {
            Response answer = post("{\"items\":[{\"quantity\":-1}]}");
            assertProblem(answer, 400, "(and 2 more)");
            assertThat(answer.jsonPath().getList("violations.field", String.class))
                    .containsExactly("customer", "items[0].quantity", "items[0].sku");
        }

        @Test
        void anInvalidAnswerOfOursIs500() {
            assertProblem(given().get("/shop/invalid-answer"), 500, "unexpectedly");
        }
    }

    @Nested
    class UnreadableJsonIs400 {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"customer\":\"c\",\"itmes\":[]}|itmes|is not known here; known are colour, customer, due",
                    "{\"items\":[{\"sku\":\"s\",\"quantity\":\"many\"}]}|items[0].quantity|must be a whole number",
                    "{\"items\":[{\"sku\":\"s\",\"quantity\":1.5}]}|items[0].quantity|must be a whole number",
                    "{\"items\":[{\"sku\":\"s\",\"quantity\":null}]}|items[0].quantity|must be a whole number",
                    "{\"items\":[{\"sku\":\"s\",\"quantity\":99999999999}]}|items[0].quantity|is out of range",
                    "{\"items\":[{\"sku\":{},\"quantity\":1}]}|items[0].sku|must be a text",
                    "{\"items\":{}}|items|must be a list",
                    "{\"size\":\"MEDIUM\"}|size|must be one of SMALL, LARGE",
                    "{\"size\":1}|size|must be one of SMALL, LARGE",
                    "{\"gift\":\"perhaps\"}|gift|must be true or false",
                    "{\"due\":\"tomorrow\"}|due|must be a date, time or duration in ISO 8601",
                    "{\"id\":\"1\"}|id|must be a UUID",
                    "{\"price\":{\"amount\":\"ten\"}}|price.amount|must be a number",
                    "{\"price\":7}|price|must be an object",
                    "{\"price\":{\"amount\":-1}}|price|is not valid: a price is not negative",
                    "{\"colour\":{\"name\":\"red\"}}|colour|is not valid",
                    "[]|body|must be an object",
                    "7|body|must be an object",
                    "\"x\"|body|must be an object",
                })
        void saysWhichFieldAndWhatWasExpected(String body, String field, String message) {
            Response answer = post(body);
            assertProblem(answer, 400, field + " " + message);
            assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:breakwater:problem:unreadable-json");
            assertViolation(answer, field, message);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{|the body is not JSON (line 1, column 2)",
                    "{customer:1}|the body is not JSON (line 1, column 2)",
                    "hello|the body is not JSON (line 1",
                    "{\"customer\":\"a\",\"customer\":\"b\"}|the body has a field twice",
                    VALID + " {}|the body goes on after its JSON ended",
                })
        void saysWhereItStopsBeingJson(String body, String detail) {
            assertProblem(post(body), 400, detail);
        }

        @Test
        void refusesWhatOnlyCostsTime() {
            assertProblem(post("{\"extras\":" + "[".repeat(30_000)), 400, "");
            assertProblem(post("{\"gift\":" + "1".repeat(5_000) + "}"), 400, "");
        }

        @Test
        void blockingMethodsAnswerTheSame() {
            Response answer = given().contentType("application/json")
                    .body("{\"itmes\":[]}")
                    .post("/shop/blocking");
            assertProblem(answer, 400, "itmes is not known here");
        }
    }

    @Nested
    class RefusalsOfRouting {
        @ParameterizedTest
        @ValueSource(strings = {"/nowhere", "/shop/nowhere/at/all", "/", "/q/nothing", "/raw/nowhere"})
        void unknownAddressesAre404(String path) {
            assertProblem(given().get(path), 404, "there is nothing at " + path);
        }

        @Test
        void aServicesOwnWordsStay() {
            assertProblem(given().get("/shop/items/7"), 404, "there is no item 7");
        }

        @Test
        void aParameterOfTheWrongTypeIs404OnThePath() {
            assertProblem(given().get("/shop/items/seven"), 404, "");
        }

        @Test
        void otherMethodsAre405() {
            assertProblem(given().delete("/shop"), 405, "DELETE is not possible at /shop");
            assertProblem(given().delete("/raw/teapot"), 404, "");
        }

        @Test
        void otherMediaTypesAre415And406() {
            assertProblem(given().contentType("text/plain").body("x").post("/shop"), 415, "Content-Type text/plain");
            assertProblem(given().contentType("image/png").body(new byte[1]).post("/shop"), 415, "image/png");
            assertProblem(given().accept("image/png").get("/shop/taken"), 406, "image/png");
        }

        @Test
        void aProblemIsOneWhateverTheResourceProduces() {
            assertProblem(given().accept("text/plain").get("/shop/plain"), 410, "this is over");
        }

        @Test
        void aRequestWithoutHostIs400() throws Exception {
            assertThat(raw("GET /shop/taken HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json");
        }
    }

    @Nested
    class Failures {
        @ParameterizedTest
        @ValueSource(strings = {"/shop/broken", "/shop/broken-later", "/raw/broken"})
        void theUnexpectedIs500AndLeaksNothing(String path) {
            Response answer = given().get(path);
            assertProblem(answer, 500, "the service failed unexpectedly");
            assertThat(answer.jsonPath().getString("instance")).startsWith("urn:uuid:");
        }

        @Test
        void aServiceBehindIs502Or504() {
            assertProblem(given().get("/shop/unreachable"), 502, "a service that this answer needs failed");
            assertProblem(given().get("/shop/late"), 504, "did not answer in time");
            assertThat(given().get("/shop/unreachable").asString()).doesNotContain("internal-host");
        }

        @Test
        void aProblemKeepsItsHeaders() {
            Response answer = given().get("/shop/taken");
            assertProblem(answer, 409, "the first request with this key still runs");
            assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:breakwater:problem:still-running");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }

        @Test
        void routesBelowRestAnswerTheSame() {
            Response taken = given().get("/raw/taken");
            assertProblem(taken, 409, "taken");
            assertThat(taken.header("X-By")).isEqualTo("raw");
            assertProblem(given().get("/raw/busy"), 503, "every worker");
            assertThat(given().get("/raw/teapot").statusCode()).isEqualTo(418);
        }
    }

    @Nested
    class LargeBodies {
        private static final int LIMIT = 64 * 1024;

        private String bodyOf(int bytes) {
            String frame = VALID.replace("\"c\"", "\"%s\"");
            return frame.formatted("x".repeat(bytes - frame.length() + 2));
        }

        private HttpResponse<String> send(HttpClient.Version version, String path, HttpRequest.BodyPublisher body)
                throws Exception {
            HttpRequest request = HttpRequest.newBuilder(service.toURI().resolve(path))
                    .version(version)
                    .header("Content-Type", "application/json")
                    .POST(body)
                    .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        }

        private void assertTooLarge(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("the body is larger than this service accepts");
        }

        @ParameterizedTest
        @CsvSource({"HTTP_1_1,/shop", "HTTP_1_1,/shop/blocking", "HTTP_2,/shop", "HTTP_2,/shop/blocking"})
        void bodiesUpToTheLimitAreReadWhole(HttpClient.Version version, String path) throws Exception {
            for (int size : new int[] {100, 9_000, 11_000, LIMIT - 1, LIMIT}) {
                String body = bodyOf(size);
                assertThat(body).hasSize(size);
                String bytes = "\"bytes\":" + (size - VALID.length() + 1);
                assertThat(send(version, path, BodyPublishers.ofString(body)).body())
                        .contains(bytes);
                assertThat(send(version, path, chunked(body)).body()).contains(bytes);
            }
        }

        @ParameterizedTest
        @CsvSource({"HTTP_1_1,/shop", "HTTP_1_1,/shop/blocking", "HTTP_2,/shop", "HTTP_2,/shop/blocking"})
        void largerOnesAre413(HttpClient.Version version, String path) throws Exception {
            for (int size : new int[] {LIMIT + 1, 3 * LIMIT, 40 * LIMIT}) {
                String body = bodyOf(size);
                assertTooLarge(send(version, path, BodyPublishers.ofString(body)));
                assertTooLarge(send(version, path, chunked(body)));
            }
        }

        private HttpRequest.BodyPublisher chunked(String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        }
    }

    @Nested
    class Management {
        private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(management.toURI().resolve(path)).method(method, BodyPublishers.noBody());
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }

        private void assertIsProblem(HttpResponse<String> answer, int status) {
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("secret-of-the-house");
        }

        @Test
        void unknownAddressesAndFailuresAreProblemsToo() throws Exception {
            assertIsProblem(send("GET", "/nowhere"), 404);
            assertIsProblem(send("GET", "/broken"), 500);
        }

        @Test
        void readsPassTheGuard() throws Exception {
            assertThat(send("GET", "/switch").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/switch", "Origin", "http://evil").statusCode())
                    .isEqualTo(200);
        }

        @Test
        void writesNeedTheToken() throws Exception {
            assertThat(send("PUT", "/switch", "Authorization", "Bearer s3cret").statusCode())
                    .isEqualTo(200);
            for (String wrong : new String[] {"", "Bearer", "Bearer s3cre", "Bearer s3cret2", "Basic s3cret"}) {
                HttpResponse<String> answer = send("PUT", "/switch", "Authorization", wrong);
                assertIsProblem(answer, 401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            }
        }

        @Test
        void writesFromWebPagesAreRefusedEvenWithTheToken() throws Exception {
            assertIsProblem(send("DELETE", "/switch", "Origin", "http://evil", "Authorization", "Bearer s3cret"), 403);
        }
    }

    @Test
    void aCallerWhoLeavesIsNoDefect() throws Exception {
        BlockingQueue<ExtLogRecord> logged = new LinkedBlockingQueue<>();
        Handler listener = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord entry) {
                logged.add(entry);
            }
        };
        Logger log = Logger.getLogger("dev.breakwater.problem");
        Level before = log.getLevel();
        log.setLevel(Level.FINE);
        log.addHandler(listener);
        try {
            assertThat(raw("GET /raw/left HTTP/1.1\r\nHost: shop\r\n\r\n")).isEmpty();

            assertThat(logged.poll(10, TimeUnit.SECONDS)).satisfies(entry -> {
                assertThat(entry.getFormattedMessage()).isEqualTo("the caller of GET /raw/left left");
                assertThat(entry.getLevel().intValue()).isLessThan(Level.INFO.intValue());
            });
        } finally {
            log.removeHandler(listener);
            log.setLevel(before);
        }
    }

    private String raw(String request) throws Exception {
        URI uri = service.toURI();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
