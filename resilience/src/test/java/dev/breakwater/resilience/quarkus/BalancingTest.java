package dev.breakwater.resilience.quarkus;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.resilience.Resilience;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client of two instances, of which one falls ill. */
@QuarkusTest
@WithTestResource(Pair.class)
class BalancingTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    Pair pair;

    @Inject
    @RestClient
    PairClient client;

    @Inject
    @RestClient
    UnlimitedPairClient unlimited;

    @Inject
    Resilience resilience;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @AfterEach
    void bothAreWellAgain() {
        resilience.enable(true);
        pair.a.condition = Pair.Condition.WELL;
        pair.b.condition = Pair.Condition.WELL;
        await().atMost(BOUND).until(() -> answersOf(10).size() == 2);
        await().atMost(BOUND).until(() -> resilience.outstanding() == 0);
    }

    /** Who answered so many calls, all of which must end well. */
    private Map<String, Integer> answersOf(int calls) {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < calls; i++) {
            answers.merge(client.who().await().atMost(BOUND), 1, Integer::sum);
        }
        return answers;
    }

    private void awaitOnlyB() {
        await().atMost(BOUND).until(() -> answersOf(6).equals(Map.of("b", 6)));
    }

    @Test
    void bothAreUsedAlike() {
        assertThat(answersOf(10)).containsExactlyEntriesOf(new TreeMap<>(Map.of("a", 5, "b", 5)));
    }

    @Test
    void oneThatFailsIsPassedOverByRetriesAndThenEjected() {
        pair.a.condition = Pair.Condition.FAILING;
        awaitOnlyB();
    }

    @Test
    void soItIsWhereNothingLimitsAnAttemptsTime() {
        pair.a.condition = Pair.Condition.FAILING;
        await().atMost(BOUND).until(() -> {
            for (int call = 0; call < 6; call++) {
                assertThat(unlimited.who().await().atMost(BOUND)).isEqualTo("b");
            }
            return !inRotation(0);
        });
    }

    @Test
    void andWhereTheCallerBlocks() {
        pair.a.condition = Pair.Condition.FAILING;
        await().atMost(BOUND).until(() -> {
            for (int call = 0; call < 6; call++) {
                assertThat(unlimited.whoBlocking()).isEqualTo("b");
            }
            return !inRotation(0);
        });
    }

    private boolean inRotation(int instance) {
        return when().get(management.resolve("/resilience")).path("balancers.pair[" + instance + "].inRotation");
    }

    @Test
    void oneThatKeepsSilentIsEjectedByTimeouts() {
        pair.a.condition = Pair.Condition.SILENT;
        awaitOnlyB();
        when().get(management.resolve("/resilience"))
                .then()
                .body("balancers.pair.size()", equalTo(2))
                .body("balancers.pair[1].inRotation", equalTo(true));
    }

    @Test
    void oneThatFailsIsUsedAllTheSameWhereNothingIsProtected() {
        pair.a.condition = Pair.Condition.FAILING;
        awaitOnlyB();
        resilience.enable(false);
        assertThatThrownBy(() -> answersOf(2)).hasMessageContaining("500");
    }

    @Test
    void oneThatIsNotReadyGetsNoCalls() {
        pair.a.condition = Pair.Condition.UNREADY;
        awaitOnlyB();
        when().get(management.resolve("/resilience")).then().body("balancers.pair[0].healthy", equalTo(false));
    }
}
