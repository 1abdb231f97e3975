package dev.breakwater.resilience.quarkus;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Takes the place of Mutiny's threads, so that what follows a timer or a granted permit runs on the thread of the test:
 * at once, or when the test says so. Not thread-safe.
 */
public final class Steps implements Executor, AutoCloseable {
    private final Executor before = Infrastructure.getDefaultExecutor();
    private final List<Runnable> waiting = new ArrayList<>();
    private final boolean held;
    private boolean running;

    private Steps(boolean held) {
        this.held = held;
        Infrastructure.setDefaultExecutor(this, false);
    }

    /** Runs every step as it comes; one that comes while another runs, right after it. */
    public static Steps atOnce() {
        return new Steps(false);
    }

    /** Keeps every step until the test runs it. */
    public static Steps held() {
        return new Steps(true);
    }

    @Override
    public void execute(Runnable step) {
        waiting.add(step);
        if (!held) {
            runAll();
        }
    }

    /** Runs what waits, and what comes meanwhile. */
    public void runAll() {
        if (running) {
            return;
        }
        running = true;
        try {
            while (!waiting.isEmpty()) {
                waiting.remove(0).run();
            }
        } finally {
            running = false;
        }
    }

    /** Runs one of those that wait, out of turn. */
    public void runOne(int index) {
        waiting.remove(index).run();
    }

    /** Steps that wait. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void close() {
        Infrastructure.setDefaultExecutor(before, false);
    }
}
