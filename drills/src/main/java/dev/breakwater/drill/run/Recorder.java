package dev.breakwater.drill.run;

import dev.breakwater.drill.traffic.Sample;
import java.util.ArrayList;
import java.util.List;

/** Keeps what became of each request. Thread-safe. */
final class Recorder {
    private final List<Sample> samples = new ArrayList<>();

    synchronized void add(Sample sample) {
        samples.add(sample);
    }

    /** All so far, in the order of their ends. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Those that ended after so many had. */
    synchronized List<Sample> after(int count) {
        return List.copyOf(samples.subList(count, samples.size()));
    }
}
