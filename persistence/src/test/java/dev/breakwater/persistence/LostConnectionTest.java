package dev.breakwater.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.chaos.InjectedFault;
import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LostConnectionTest {

    static Stream<Throwable> transportFailures() {
        return Stream.of(
                new ConnectException("refused"),
                new CompletionException(new ConnectException("refused")),
                ClosedConnectionException.INSTANCE,
                new ConnectionPoolTooBusyException("the queue is full"),
                new NoStackTraceThrowable("Timeout"),
                new InjectedFault("ill", 500, "fault 'ill' failed point database"),
                new AttemptTimeoutException("database", 300_000_000L, false));
    }

    @ParameterizedTest
    @MethodSource("transportFailures")
    void aBrokenTransportIsALostConnection(Throwable failure) {
        assertThat(LostConnection.isBehind(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "57014", "58030", "25006", "3D000"})
    void aServerThatIsGoingOrComingOrFullIsAway(String state) {
        assertThat(LostConnection.isBehind(answer(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "42P01", "22001", ""})
    void aServerThatSaysNoIsThere(String state) {
        assertThat(LostConnection.isBehind(answer(state))).isFalse();
    }

    @Test
    void aCallersOwnDeadlineSaysNothingOfTheDatabase() {
        assertThat(LostConnection.isBehind(new AttemptTimeoutException("database", 1, true)))
                .isFalse();
    }

    @Test
    void aDefectOfOursIsNoLostConnection() {
        assertThat(LostConnection.isBehind(new IllegalStateException("no row"))).isFalse();
    }

    private static PgException answer(String state) {
        return new PgException("message", "ERROR", state, "detail");
    }
}
