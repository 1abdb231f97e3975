package dev.breakwater.recommendation.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The past of a coffee shop with the twelve articles of the catalog and the customers {@code c-0} … {@code c-999}, made
 * up but the same at every start: {@link Random} is specified to the bit. Each customer has a taste and mostly buys what
 * goes with it, now and then anything.
 */
final class Baskets {
    private static final int CUSTOMERS = 1_000;
    private static final int ARTICLES = 12;
    private static final double ON_TASTE = 0.85;

    /** An article that stands twice is bought twice as often. */
    private static final List<List<Integer>> TASTES = List.of(
            List.of(2, 3, 3, 6, 6, 8, 9, 4), // filter: dripper, papers, beans, kettle, scale, grinder
            List.of(5, 5, 12, 7, 4, 9, 11), // espresso: beans, machine, milk jug, grinder, scale, tea towel
            List.of(1, 1, 10, 11, 5, 6)); // a kitchen: mugs, tin, tea towel, beans

    private final Random random = new Random(2_003);

    private Baskets() {}

    /** Two to six baskets of one to four articles for each customer: some four thousand. */
    static List<Basket> ofTheShop() {
        Baskets shop = new Baskets();
        List<Basket> baskets = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            List<Integer> taste = TASTES.get(shop.random.nextInt(TASTES.size()));
            int visits = 2 + shop.random.nextInt(5);
            for (int visit = 0; visit < visits; visit++) {
                baskets.add(new Basket("c-" + customer, shop.basket(taste)));
            }
        }
        return baskets;
    }

    private Set<String> basket(List<Integer> taste) {
        Set<String> skus = new LinkedHashSet<>();
        int picks = 1 + random.nextInt(4);
        for (int pick = 0; pick < picks; pick++) {
            skus.add("sku-" + article(taste));
        }
        return skus;
    }

    private int article(List<Integer> taste) {
        return random.nextDouble() < ON_TASTE ? taste.get(random.nextInt(taste.size())) : 1 + random.nextInt(ARTICLES);
    }
}
