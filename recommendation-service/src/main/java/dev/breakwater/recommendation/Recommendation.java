package dev.breakwater.recommendation;

import java.util.List;

/**
 * The answer.
 *
 * @param items articles, the best first
 * @param source {@code MODEL}, {@code CACHE} or {@code DEFAULTS}
 * @param ageSeconds how long ago the model recommended them; 0 for what was not remembered
 */
public record Recommendation(List<String> items, String source, long ageSeconds) {}
