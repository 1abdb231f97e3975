package dev.breakwater.resilience.limit;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A dependency with so many workers and a queue before them, called as often as a limit allows, in simulated time: what
 * does the limit settle at, and what does that cost?
 */
final class Dependency {
    private static final long MILLIS = 1_000_000;

    private record Call(long begun, int inFlight, long ends) {}

    private final int workers;
    private final Limit limit;
    private final Random random = new Random(17);
    private final PriorityQueue<Call> served = new PriorityQueue<>((a, b) -> Long.compare(a.ends, b.ends));
    private final Queue<Call> waiting = new ArrayDeque<>();
    private double serviceMillis;
    private long now;

    /** What came of a while: answers a second, their mean latency, and the limit's mean. */
    record Figures(double perSecond, double meanMillis, double meanLimit) {}

    Dependency(int workers, double serviceMillis, Limit limit) {
        this.workers = workers;
        this.serviceMillis = serviceMillis;
        this.limit = limit;
    }

    void becomes(double serviceMillis) {
        this.serviceMillis = serviceMillis;
    }

    Figures run(int seconds) {
        long end = now + seconds * 1_000 * MILLIS;
        long answers = 0;
        double latencies = 0;
        double limits = 0;
        while (now < end) {
            while (served.size() + waiting.size() < limit.current()) {
                waiting.add(new Call(now, served.size() + waiting.size() + 1, 0));
                serve();
            }
            Call done = served.remove();
            now = done.ends;
            limit.onSample(now - done.begun, done.inFlight, false);
            serve();
            answers++;
            latencies += now - done.begun;
            limits += limit.current();
        }
        return new Figures((double) answers / seconds, latencies / answers / MILLIS, limits / answers);
    }

    private void serve() {
        while (served.size() < workers && !waiting.isEmpty()) {
            Call call = waiting.remove();
            // Half of it certain, half exponential: as services are, neither clockwork nor pure chance.
            double millis = serviceMillis * (0.5 - 0.5 * Math.log(1 - random.nextDouble()));
            served.add(new Call(call.begun, call.inFlight, now + Math.max(1, (long) (millis * MILLIS))));
        }
    }
}
