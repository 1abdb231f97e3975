package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.breaker.CircuitBreaker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a request through its steps, threads, retries and fallbacks, and ends with it. */
@QuarkusTest
class CarryTest {
    /** One connection, which Vert.x serves on one thread. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Resilience resilience;

    @TestHTTPResource("/carry/")
    URI carry;

    @BeforeEach
    void startAfresh() {
        resilience
                .policies()
                .values()
                .forEach(policy -> policy.breaker().command(CircuitBreaker.Command.RESET, "a test begins", null));
    }

    @AfterEach
    void nothingIsLeftOut() {
        await().atMost(Duration.ofSeconds(5)).until(() -> resilience.outstanding() == 0);
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(carry.resolve(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private int[] millis(String path) throws IOException, InterruptedException {
        return Arrays.stream(get(path).split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Nested
    class TheAttempt {
        @ParameterizedTest
        @ValueSource(strings = {"chain", "chain-of-policies"})
        void isStillCurrentInAStepAfterAnAsynchronousHop(String path) throws Exception {
            assertThat(millis(path)[0]).isBetween(1, 1995);
        }

        @Test
        void isNoneOfASiblingsAndNotOfWhatComesAfterBoth() throws Exception {
            int[] left = millis("beside");
            assertThat(left[0]).as("in the courier's 2 s").isBetween(1, 1995);
            assertThat(left[1]).as("in the van's 3 s").isBetween(1996, 2995);
            assertThat(left[2]).as("in the request's 5 s").isBetween(2996, 4995);
        }

        @Test
        void andTheRequestReachWorkerThreads() throws Exception {
            int[] left = millis("thread");
            assertThat(left[0]).as("in the courier's 2 s").isBetween(1, 1995);
            assertThat(left[1]).as("in the request's 5 s").isBetween(1996, 4995);
        }

        @Test
        void leavesNothingToTheNextRequestOnItsThread() throws Exception {
            String before = get("free");
            assertThat(before).startsWith("null null/null on ");
            for (String path : new String[] {"chain", "beside", "retry/7", "timeout/7", "fallback/7", "detached/7"}) {
                get(path);
                assertThat(get("free")).as("after " + path).isEqualTo(before);
            }
        }

        @Test
        void leavesNothingToTheNextRequestOnAWorkerThread() throws Exception {
            for (int request = 0; request < 20; request++) {
                get("thread");
                assertThat(get("free-thread")).isEqualTo("null");
            }
        }
    }

    @Nested
    class LogAndTrace {
        @ParameterizedTest
        @ValueSource(strings = {"retry", "timeout", "fallback"})
        void areThoseOfTheRequestAgainAfterTheAttemptThatFailed(String how) throws Exception {
            assertThat(get(how + "/41")).isEqualTo("41/41");
        }

        @Test
        void goWithWhatIsDetachedButNoDeadlineDoes() throws Exception {
            assertThat(get("detached/42")).matches("null null 42/42 42 1?\\d{1,3}");
        }
    }
}
