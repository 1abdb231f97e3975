package dev.breakwater.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static FaultSettings type(String type) {
        return settings(type, null, null, null, null);
    }

    private static FaultSettings settings(String type, Long latencyMs, Long jitterMs, Long status, Long durationMs) {
        return new FaultSettings(null, type, null, latencyMs, jitterMs, status, null, null, durationMs);
    }

    private static FaultSettings at(String type, String point, Match match) {
        return new FaultSettings(null, type, null, null, null, null, point, match, null);
    }

    private static FaultSettings rate(String type, double rate) {
        return new FaultSettings(null, type, rate, null, null, null, null, null, null);
    }

    private static void assertRefused(FaultSettings settings, String message) {
        assertThatThrownBy(() -> Fault.of("f", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Nested
    class Defaults {
        @Test
        void aFaultHitsEveryRequestUntilItIsRemoved() {
            Fault fault = Fault.of("f", type("error"));
            assertThat(fault).isEqualTo(new Fault("f", new Failure(500), 1, "http", Match.all(), null));
        }

        @Test
        void aHangLastsFiveMinutesAndLatencyHasNoJitter() {
            assertThat(Fault.of("f", type("hang")).behaviour()).isEqualTo(new Hang(300_000));
            assertThat(Fault.of("f", settings("latency", 5L, null, null, null)).behaviour())
                    .isEqualTo(new Latency(5, 0));
        }

        @Test
        void figuresShowWhatWasFilledIn() {
            assertThat(Fault.of("f", type("error")).behaviour().figures()).isEqualTo(Map.of("status", 500L));
        }
    }

    @Nested
    class BadSettingsAreRefusedInWords {
        @Test
        void types() {
            String known = "type must be one of latency, error, hang, slow-body, reset, not-ready, but is ";
            assertRefused(type("explode"), known + "'explode'");
            assertRefused(type(null), known + "missing");
        }

        @ParameterizedTest
        @ValueSource(doubles = {2, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
        void rates(double rate) {
            assertRefused(rate("error", rate), "rate must be from 0 to 1, but is " + rate);
        }

        @Test
        void latencies() {
            assertRefused(type("latency"), "latencyMs must be from 1 to 300000, but is missing");
            assertRefused(type("slow-body"), "latencyMs must be from 1 to 300000, but is missing");
            for (long wrong : new long[] {-1, 0, 300_001, Long.MAX_VALUE}) {
                String message = "latencyMs must be from 1 to 300000, but is " + wrong;
                assertRefused(settings("latency", wrong, null, null, null), message);
                assertRefused(settings("hang", wrong, null, null, null), message);
                assertRefused(settings("slow-body", wrong, null, null, null), message);
            }
        }

        @Test
        void jittersBeyondTheLatency() {
            assertRefused(settings("latency", 10L, 11L, null, null), "jitterMs must be from 0 to 10, but is 11");
            assertRefused(settings("latency", 10L, -1L, null, null), "jitterMs must be from 0 to 10, but is -1");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 200, 399, 600, 4_294_967_796L})
        void statuses(long status) {
            assertRefused(
                    settings("error", null, null, status, null), "status must be from 400 to 599, but is " + status);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, 86_400_001, Long.MAX_VALUE})
        void durations(long durationMs) {
            assertRefused(
                    settings("error", null, null, null, durationMs),
                    "durationMs must be from 1 to 86400000, but is " + durationMs);
        }

        @Test
        void figuresOfAnotherType() {
            assertRefused(settings("error", 10L, null, null, null), "latencyMs means nothing for type error");
            assertRefused(settings("reset", null, 10L, null, null), "jitterMs means nothing for type reset");
            assertRefused(settings("hang", 10L, null, 500L, null), "status means nothing for type hang");
            assertThat(Fault.of("f", settings("reset", 0L, 0L, 0L, null)).behaviour())
                    .isEqualTo(new Reset());
        }

        @ParameterizedTest
        @ValueSource(strings = {"slow-body", "reset", "not-ready"})
        void typesThatNeedRequestsAtNamedPoints(String type) {
            FaultSettings settings = new FaultSettings(
                    null, type, null, type.equals("slow-body") ? 1L : null, null, null, "model", null, null);
            assertRefused(settings, "type " + type + " needs point http, but point is model");
        }

        @Test
        void matchesOfWhatIsNoRequest() {
            Match match = new Match("GET", null, null);
            assertRefused(at("error", "model", match), "match is for faults that hit requests: not for point model");
            assertRefused(
                    at("not-ready", null, match), "match is for faults that hit requests: not for type not-ready");
        }

        @Test
        void aRateOfReadiness() {
            assertRefused(rate("not-ready", 0.5), "type not-ready is no matter of chance: leave rate out");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "-a", "ä", "a\r\nX-Evil: 1", "../etc"})
        void names(String name) {
            assertThatThrownBy(() -> Fault.of(name, type("error"))).hasMessageStartingWith("name must be 1 to 64");
            assertThatThrownBy(() -> Fault.of("f", at("error", name, null)))
                    .hasMessageStartingWith("point must be 1 to 64");
        }

        @Test
        void aNameThatIsNotTheAddresss() {
            assertRefused(
                    new FaultSettings("g", "error", null, null, null, null, null, null, null),
                    "name must be 'f', as in the address, but is 'g'");
        }
    }

    @Nested
    class Effects {
        @Test
        void latencySpreadsEvenlyAroundItsMean() {
            Latency latency = new Latency(100, 20);
            assertThat(latency.effect(0)).isEqualTo(Effect.holdThen(80, Effect.End.PROCEED));
            assertThat(latency.effect(0.5)).isEqualTo(Effect.holdThen(100, Effect.End.PROCEED));
            assertThat(latency.effect(0.999_999)).isEqualTo(Effect.holdThen(120, Effect.End.PROCEED));
        }

        @Test
        void eachTypeEndsInItsWay() {
            assertThat(new Failure(503).effect(0)).isEqualTo(new Effect(0, Effect.End.FAIL, 503));
            assertThat(new Hang(7).effect(0)).isEqualTo(new Effect(7_000_000, Effect.End.DROP, 0));
            assertThat(new Reset().effect(0)).isEqualTo(new Effect(0, Effect.End.DROP, 0));
            assertThat(new SlowBody(7, 7).effect(0)).isEqualTo(new Effect(0, Effect.End.TRICKLE, 0));
        }
    }

    @Nested
    class Matching {
        private static final Call CALL =
                new Call("POST", "/orders/7/payment", name -> name.equalsIgnoreCase("X-User") ? "eve" : null);

        @ParameterizedTest
        @CsvSource({
            "/, true",
            "/orders, true",
            "/orders/, true",
            "/orders/7, true",
            "/orders/*, true",
            "/orders/*/payment, true",
            "/*/*/pay*, true",
            "/*, true",
            "/o*s/7/*t, true",
            "/order, false",
            "/orders/8, false",
            "/orders/*/pay, false",
            "/orders/7/payment/now, false",
            "/orders/*/*/*, false",
            "/Orders, false",
        })
        void pathsFitWholeSegmentsFromTheFirst(String pattern, boolean fits) {
            assertThat(new Match(null, pattern, null).fits(CALL)).isEqualTo(fits);
        }

        @ParameterizedTest
        @CsvSource({
            "X-User, true",
            "x-user, true",
            "X-User: eve, true",
            "X-User:eve, true",
            "X-User: Eve, false",
            "X-User: ev, false",
            "X-User:, false",
            "X-Other, false",
        })
        void headersFitByPresenceOrByValue(String header, boolean fits) {
            assertThat(new Match(null, null, header).fits(CALL)).isEqualTo(fits);
        }

        @Test
        void everythingGivenMustFit() {
            assertThat(new Match("post", "/orders", "X-User").fits(CALL)).isTrue();
            assertThat(new Match("get", "/orders", "X-User").fits(CALL)).isFalse();
            assertThat(Match.all().fits(CALL)).isTrue();
        }

        @Test
        void aHostilePatternTakesNoTime() {
            String pattern = "/" + "*a".repeat(5_000) + "b";
            Call call = new Call("GET", "/" + "a".repeat(5_000), name -> null);
            assertThat(new Match(null, pattern, null).fits(call)).isFalse();
        }

        @Test
        void badFormsAreRefused() {
            assertThatThrownBy(() -> new Match("G T", null, null)).hasMessageStartingWith("match.method must be");
            assertThatThrownBy(() -> new Match(null, "orders", null)).hasMessageStartingWith("match.path must begin");
            assertThatThrownBy(() -> new Match(null, null, ": x")).hasMessageStartingWith("match.header must be");
            assertThatThrownBy(() -> new Match(null, null, "a\nb")).hasMessageStartingWith("match.header must be");
        }
    }
}
