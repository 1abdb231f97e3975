package dev.breakwater.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoPurchasesTest {
    private static final CoPurchases MODEL = CoPurchases.learnedFrom(List.of(
            new Basket("ann", Set.of("bread", "butter")),
            new Basket("bob", Set.of("bread", "butter", "jam")),
            new Basket("cat", Set.of("bread")),
            new Basket("cat", Set.of("soap")),
            new Basket("dan", Set.of("soap", "sponge")),
            new Basket("eve", Set.of("bread", "butter", "jam", "soap", "sponge"))));

    @Test
    void similarityIsTheCosineOfTheBaskets() {
        // bread in 4 baskets, butter in 3, both in 3
        assertThat(MODEL.similarity("bread", "butter")).isEqualTo(3 / Math.sqrt(4 * 3), within(1e-12));
        assertThat(MODEL.similarity("butter", "bread")).isEqualTo(MODEL.similarity("bread", "butter"));
        assertThat(MODEL.similarity("bread", "bread")).isEqualTo(1);
        assertThat(MODEL.similarity("bread", "unheard of")).isZero();
    }

    @Test
    void recommendsWhatGoesWithWhatWasBought() {
        assertThat(MODEL.recommend("ann", 1)).containsExactly("jam");
        assertThat(MODEL.recommend("dan", 1)).isNotEmpty().doesNotContain("soap", "sponge");
    }

    @Test
    void neverRecommendsWhatTheCustomerHas() {
        assertThat(MODEL.recommend("bob", 5)).containsExactlyInAnyOrder("soap", "sponge");
    }

    @Test
    void strangersGetWhatIsPopular() {
        assertThat(MODEL.recommend("nobody", 3)).containsExactly("bread", "butter", "soap");
    }

    @Test
    void whoHasEverythingGetsWhatIsPopular() {
        assertThat(MODEL.recommend("eve", 2)).isEqualTo(MODEL.recommend("nobody", 2));
    }

    @Test
    void everyKnownCustomerOfTheShopGetsThreeNewArticles() {
        List<Basket> baskets = Baskets.ofTheShop();
        CoPurchases model = CoPurchases.learnedFrom(baskets);
        for (Basket basket : baskets) {
            assertThat(model.recommend(basket.customerId(), 3))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(3)
                    .doesNotContainAnyElementsOf(basket.skus());
        }
    }

    /** The customary test of a recommender: hide each customer's last basket, learn from the rest, guess what was new. */
    @Test
    void guessesHiddenBasketsBetterThanPopularityDoes() {
        Map<String, Basket> hidden = new HashMap<>();
        List<Basket> known = new ArrayList<>();
        for (Basket basket : Baskets.ofTheShop()) {
            Basket earlier = hidden.put(basket.customerId(), basket);
            if (earlier != null) {
                known.add(earlier);
            }
        }
        CoPurchases model = CoPurchases.learnedFrom(known);
        List<String> popular = model.recommend("a stranger", 12);

        int hitsOfModel = 0;
        int hitsOfPopularity = 0;
        for (Basket basket : hidden.values()) {
            List<String> guesses = model.recommend(basket.customerId(), 3);
            Set<String> had = boughtBy(basket.customerId(), known);
            List<String> popularGuesses = popular.stream()
                    .filter(article -> !had.contains(article))
                    .limit(3)
                    .toList();
            hitsOfModel += hits(guesses, basket);
            hitsOfPopularity += hits(popularGuesses, basket);
        }
        assertThat(hitsOfModel).isGreaterThan(hitsOfPopularity * 5 / 4);
    }

    private static Set<String> boughtBy(String customerId, List<Basket> baskets) {
        Set<String> skus = new HashSet<>();
        baskets.stream()
                .filter(basket -> basket.customerId().equals(customerId))
                .forEach(basket -> skus.addAll(basket.skus()));
        return skus;
    }

    private static int hits(List<String> guesses, Basket basket) {
        return (int) guesses.stream().filter(basket.skus()::contains).count();
    }
}
