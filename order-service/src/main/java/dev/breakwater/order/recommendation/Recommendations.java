package dev.breakwater.order.recommendation;

import java.util.List;

/**
 * What the customer may want next, as the shop's answers have it.
 *
 * @param items articles, the best first
 */
public record Recommendations(List<String> items, Source source) {

    /** Who recommends. */
    public enum Source {
        MODEL,
        CACHE,
        DEFAULTS,
        /** Nobody: recommendation-service did not answer in time. */
        NONE
    }

    public static final Recommendations NONE = new Recommendations(List.of(), Source.NONE);

    public Recommendations {
        items = List.copyOf(items);
    }
}
