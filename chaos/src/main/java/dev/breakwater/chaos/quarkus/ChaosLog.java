package dev.breakwater.chaos.quarkus;

import dev.breakwater.chaos.ChaosListener;
import dev.breakwater.chaos.FaultReport;
import dev.breakwater.chaos.Injection;
import dev.breakwater.chaos.fault.Effect;
import dev.breakwater.chaos.fault.Fault;
import dev.breakwater.resilience.time.TimeSource;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes down what chaos does: faults that come and go, and each call they hit, but of these only the first
 * {@value #LINES} in a second. The next line after that says how many were left out, and the fault's last line how many
 * it hit in all. Thread-safe.
 */
final class ChaosLog implements ChaosListener {
    static final int LINES = 5;

    private static final int LONGEST_CALL = 200;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final TimeSource time;
    private long windowNanos;
    private int lines;
    private int leftOut;

    ChaosLog(Logger log, TimeSource time) {
        this.log = log;
        this.time = time;
        this.windowNanos = time.nanoTime();
    }

    @Override
    public void enabled(FaultReport report) {
        Fault fault = report.fault();
        log.infof(
                "fault '%s' is enabled: %s %s at %s, rate %s, until %s",
                fault.name(),
                fault.behaviour().type(),
                fault.behaviour().figures(),
                fault.point(),
                fault.rate(),
                report.expiresAt() == null ? "it is removed" : report.expiresAt());
    }

    @Override
    public void ended(FaultReport report) {
        log.infof("fault '%s' is over; calls hit: %d", report.fault().name(), report.injected());
    }

    @Override
    public synchronized void injected(Injection injection) {
        if (isFull()) {
            leftOut++;
            return;
        }
        if (leftOut > 0) {
            log.infof("%d more calls were hit", leftOut);
            leftOut = 0;
        }
        log.infof(
                "fault '%s' hits %s: %s",
                injection.fault().name(), printable(injection.call()), fate(injection.effect()));
    }

    private static String fate(Effect effect) {
        long millis = TimeUnit.NANOSECONDS.toMillis(effect.holdNanos());
        return switch (effect.end()) {
            case PROCEED -> "late by " + millis + " ms";
            case FAIL -> "answered " + effect.status();
            case DROP -> millis == 0 ? "cut off" : "cut off after " + millis + " ms";
            case TRICKLE -> "its body takes " + millis + " ms";
        };
    }

    private boolean isFull() {
        long now = time.nanoTime();
        if (now - windowNanos >= WINDOW_NANOS) {
            windowNanos = now;
            lines = 0;
        }
        return ++lines > LINES;
    }

    /** The path is the caller's: it must not write lines of its own, nor long ones. */
    private static String printable(String call) {
        String line = call.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_CALL ? line : line.substring(0, LONGEST_CALL) + "…";
    }
}
