package dev.breakwater.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers who come at a steady pace while something else happens. */
final class Traffic implements AutoCloseable {
    private static final int CUSTOMERS = 20;

    private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(CUSTOMERS);
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    Traffic(Customer customer, int perSecond) {
        long everyMicros = 1_000_000L * CUSTOMERS / perSecond;
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.scheduleAtFixedRate(
                    () -> buy(customer), everyMicros * i / CUSTOMERS, everyMicros, TimeUnit.MICROSECONDS);
        }
    }

    private void buy(Customer customer) {
        try {
            answers.add(customer.buysTwo());
        } catch (NoAnswerException | IllegalStateException e) {
            unanswered.incrementAndGet(); // the edge itself is away, or its port not known yet
        }
    }

    int answered() {
        return answers.size();
    }

    /** Those that got no answer at all, because the edge itself was away. */
    int unanswered() {
        return unanswered.get();
    }

    /** Nobody new comes; those who are there get their answers. */
    List<Answer> end() {
        close();
        return new ArrayList<>(answers);
    }

    @Override
    public void close() {
        customers.shutdown();
        try {
            if (!customers.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("customers still wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
