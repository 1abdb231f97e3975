package dev.breakwater.resilience.time;

import java.util.concurrent.ThreadLocalRandom;

/** The one source of chance. Implementations are thread-safe. */
@FunctionalInterface
public interface RandomSource {

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double nextDouble();

    /** The system's generator, unseeded. */
    static RandomSource system() {
        return () -> ThreadLocalRandom.current().nextDouble();
    }
}
