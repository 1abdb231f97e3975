package dev.breakwater.recommendation.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Item-to-item collaborative filtering as of Linden, Smith and York, "Amazon.com Recommendations" (IEEE Internet
 * Computing, 2003). Two articles are as similar as the cosine between the columns of baskets they are in,
 *
 * <pre>similarity(a, b) = baskets with both / √(baskets with a × baskets with b)</pre>
 *
 * and a customer is recommended, of what they have not bought, the articles most similar to all that they have. Who has no
 * history, or has bought everything, gets what is popular. Immutable once learned.
 */
final class CoPurchases {
    private final Map<String, Integer> baskets = new HashMap<>();
    private final Map<Pair, Integer> basketsWithBoth = new HashMap<>();
    private final Map<String, Set<String>> bought = new HashMap<>();

    /** Two articles, in this order; each pair is counted in both. */
    private record Pair(String one, String other) {}

    private CoPurchases() {}

    static CoPurchases learnedFrom(List<Basket> history) {
        CoPurchases model = new CoPurchases();
        history.forEach(model::learn);
        return model;
    }

    private void learn(Basket basket) {
        bought.computeIfAbsent(basket.customerId(), customer -> new HashSet<>()).addAll(basket.skus());
        for (String one : basket.skus()) {
            baskets.merge(one, 1, Integer::sum);
            for (String other : basket.skus()) {
                basketsWithBoth.merge(new Pair(one, other), 1, Integer::sum);
            }
        }
    }

    /** The best articles for the customer, the best first: {@code count} of them, or all there are. */
    List<String> recommend(String customerId, int count) {
        Set<String> owned = bought.getOrDefault(customerId, Set.of());
        return owned.isEmpty() || owned.size() == baskets.size()
                ? best(Set.of(), this::popularity, count)
                : best(owned, article -> likeness(article, owned), count);
    }

    /** From 0, never in one basket, to 1, always. */
    double similarity(String one, String other) {
        double both = basketsWithBoth.getOrDefault(new Pair(one, other), 0);
        return both == 0 ? 0 : both / Math.sqrt(popularity(one) * popularity(other));
    }

    private List<String> best(Set<String> except, ToDoubleFunction<String> score, int count) {
        return baskets.keySet().stream()
                .filter(article -> !except.contains(article))
                .sorted(Comparator.comparingDouble(score).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    private double likeness(String article, Set<String> owned) {
        return owned.stream().mapToDouble(other -> similarity(article, other)).sum();
    }

    private double popularity(String article) {
        return baskets.getOrDefault(article, 0);
    }
}
