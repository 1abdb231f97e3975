package dev.breakwater.drill.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What there is to buy, as baskets of one article; most cost no more than what payment approves without fraud. */
final class Baskets {
    private static final BigDecimal SMALL = new BigDecimal("50.00");
    private static final BigDecimal LARGE = new BigDecimal("150.00");
    private static final int MOST = 5;

    /** One basket of so many is a large one. */
    private static final int LARGE_ONES = 10;

    private final List<Basket> small = new ArrayList<>();
    private final List<Basket> large = new ArrayList<>();

    record Basket(String sku, int quantity) {}

    /** Fills baskets from the catalog's answer. */
    Baskets(JsonNode catalog) {
        for (JsonNode article : catalog) {
            BigDecimal price = new BigDecimal(article.at("/price/amount").asText());
            for (int quantity = 1; quantity <= MOST; quantity++) {
                add(new Basket(article.get("sku").asText(), quantity), price.multiply(BigDecimal.valueOf(quantity)));
            }
        }
        if (small.isEmpty() || large.isEmpty()) {
            throw new IllegalStateException("the catalog has no baskets below and above " + SMALL + ": " + catalog);
        }
    }

    Basket get(long n) {
        List<Basket> kind = n % LARGE_ONES == LARGE_ONES - 1 ? large : small;
        return kind.get((int) (n % kind.size()));
    }

    private void add(Basket basket, BigDecimal total) {
        if (total.compareTo(SMALL) <= 0) {
            small.add(basket);
        } else if (total.compareTo(LARGE) <= 0) {
            large.add(basket);
        }
    }
}
