package dev.breakwater.benchmarks.run;

import dev.breakwater.benchmarks.calls.Situation;
import dev.breakwater.benchmarks.library.Library;
import java.util.Locale;

/** One thing that is measured. */
public record Trial(Shape shape, Situation situation, Library library, int threads, boolean metrics) {

    /** Its name in the raw figures: {@code sync.success.solo.breakwater}. */
    public String name() {
        return String.join(
                ".",
                word(shape),
                word(situation),
                threads == 1 ? "solo" : "contended",
                word(library) + (metrics ? "-metered" : ""));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
