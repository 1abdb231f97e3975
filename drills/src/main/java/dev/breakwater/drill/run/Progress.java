package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Route;
import dev.breakwater.drill.traffic.Sample;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells once a second what came back in that second. For one thread. */
public final class Progress {
    private final PrintWriter out;
    private final String title;
    private int told;
    private Phase phase = Phase.WARM_UP;
    private long second;

    /**
     * @param title before each line
     */
    public Progress(PrintWriter out, String title) {
        this.out = out;
        this.title = title;
    }

    void tell(Phase now, long phaseNanos, Recorder recorder, int waiting) {
        long nowSecond = TimeUnit.NANOSECONDS.toSeconds(phaseNanos);
        if (now == phase && nowSecond == second) {
            return;
        }
        phase = now;
        second = nowSecond;
        List<Sample> news = recorder.after(told);
        told += news.size();
        List<Sample> checkouts =
                news.stream().filter(sample -> sample.route() == Route.CHECKOUT).toList();
        out.printf(
                "%-13s %-8s %2d s   checkouts answered: %3d good (%d degraded), %d failed; slowest %d ms; %d requests waiting%n",
                title,
                phase.label(),
                second,
                checkouts.stream().filter(Sample::isGood).count(),
                checkouts.stream().filter(Sample::isDegraded).count(),
                checkouts.stream().filter(sample -> !sample.isGood()).count(),
                TimeUnit.NANOSECONDS.toMillis(
                        checkouts.stream().mapToLong(Sample::latencyNanos).max().orElse(0)),
                waiting);
    }
}
