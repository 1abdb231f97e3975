package dev.breakwater.chaos.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.chaos.Chaos;
import dev.breakwater.chaos.fault.Behaviour;
import dev.breakwater.chaos.fault.Call;
import dev.breakwater.chaos.fault.Failure;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.chaos.fault.Hang;
import dev.breakwater.chaos.fault.Latency;
import dev.breakwater.chaos.fault.Match;
import dev.breakwater.chaos.fault.Reset;
import dev.breakwater.chaos.fault.SlowBody;
import dev.breakwater.resilience.time.VirtualTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChaosLogTest {
    private static final String CATEGORY = "chaos-log-test";

    private final List<String> lines = new ArrayList<>();
    private final Handler collector = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            lines.add(entry.getFormattedMessage());
        }
    };
    private final VirtualTime time = new VirtualTime();
    private final Chaos chaos = new Chaos(
            time,
            InstantSource.fixed(Instant.EPOCH),
            () -> () -> 0.5,
            10,
            new ChaosLog(Logger.getLogger(CATEGORY), time));

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(CATEGORY).addHandler(collector);
    }

    @AfterEach
    void stopListening() {
        java.util.logging.Logger.getLogger(CATEGORY).removeHandler(collector);
    }

    private void enable() {
        chaos.put(new Fault("f", new Failure(503), 1, Fault.HTTP, Match.all(), 60_000L));
    }

    private void enable(Behaviour behaviour) {
        chaos.put(new Fault("f", behaviour, 1, Fault.HTTP, Match.all(), null));
        hit(1, "/");
    }

    private void hit(int times, String path) {
        for (int i = 0; i < times; i++) {
            chaos.hit(new Call("GET", path, name -> null));
        }
    }

    @Test
    void saysWhatComesHitsAndGoes() {
        enable();
        hit(1, "/orders/7");
        chaos.reset();
        assertThat(lines)
                .containsExactly(
                        "fault 'f' is enabled: error {status=503} at http, rate 1.0, until 1970-01-01T00:01:00Z",
                        "fault 'f' hits GET /orders/7: answered 503",
                        "fault 'f' is over; calls hit: 1");
    }

    @Test
    void saysWhatBecomesOfEachCall() {
        enable(new Latency(20, 0));
        enable(new SlowBody(30, 0));
        enable(new Hang(40));
        enable(new Reset());
        assertThat(lines)
                .filteredOn(line -> line.contains("hits"))
                .extracting(line -> line.substring(line.indexOf(": ") + 2))
                .containsExactly("late by 20 ms", "its body takes 30 ms", "cut off after 40 ms", "cut off");
    }

    @Test
    void aFloodOfHitsIsAFewLinesASecond() {
        enable();
        hit(1_000, "/");
        assertThat(lines).hasSize(1 + ChaosLog.LINES);
        time.advanceMillis(999);
        hit(1_000, "/");
        assertThat(lines).hasSize(1 + ChaosLog.LINES);

        time.advanceMillis(1);
        hit(1, "/");
        assertThat(lines).endsWith("1995 more calls were hit", "fault 'f' hits GET /: answered 503");
        chaos.remove("f");
        assertThat(lines).endsWith("fault 'f' is over; calls hit: 2001");
    }

    @Test
    void aCallerWritesNoLinesOfItsOwn() {
        enable();
        hit(1, "/a\nb\r" + "c".repeat(1_000));
        assertThat(lines.get(1))
                .startsWith("fault 'f' hits GET /a?b?ccc")
                .endsWith("ccc…: answered 503")
                .hasSizeLessThan(300);
    }
}
