package dev.breakwater.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BasketsTest {
    private final List<Basket> baskets = Baskets.ofTheShop();

    @Test
    void areTheSameAtEveryStart() {
        assertThat(Baskets.ofTheShop()).isEqualTo(baskets);
    }

    @Test
    void areSomeThousands() {
        assertThat(baskets).hasSizeBetween(3_500, 4_500);
    }

    @Test
    void holdEveryArticleOfTheCatalogAndNoOther() {
        Set<String> sold =
                baskets.stream().flatMap(basket -> basket.skus().stream()).collect(Collectors.toSet());
        assertThat(sold).isEqualTo(names("sku-", 1, 12));
    }

    @Test
    void areOfEveryKnownCustomer() {
        Set<String> customers = baskets.stream().map(Basket::customerId).collect(Collectors.toSet());
        assertThat(customers).isEqualTo(names("c-", 0, 999));
    }

    private static Set<String> names(String prefix, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> prefix + number)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
