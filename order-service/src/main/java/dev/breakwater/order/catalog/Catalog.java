package dev.breakwater.order.catalog;

import dev.breakwater.order.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the coffee shop sells: the articles that recommendation-service knows. */
@ApplicationScoped
public class Catalog {
    private static final List<Article> ARTICLES = List.of(
            article("sku-1", "Two stoneware mugs", "19.90"),
            article("sku-2", "Porcelain dripper", "24.90"),
            article("sku-3", "100 paper filters", "4.90"),
            article("sku-4", "Hand grinder", "149.00"),
            article("sku-5", "Espresso beans, 1 kg", "27.90"),
            article("sku-6", "Filter coffee beans, 1 kg", "25.90"),
            article("sku-7", "Milk jug", "17.50"),
            article("sku-8", "Gooseneck kettle", "89.00"),
            article("sku-9", "Brewing scale", "44.90"),
            article("sku-10", "Coffee tin", "12.90"),
            article("sku-11", "Linen tea towel", "9.90"),
            article("sku-12", "Espresso machine", "649.00"));

    private static final Map<String, Article> BY_SKU =
            ARTICLES.stream().collect(Collectors.toUnmodifiableMap(Article::sku, Function.identity()));

    /** All articles, in the shop's order. */
    public List<Article> articles() {
        return ARTICLES;
    }

    public Optional<Article> find(String sku) {
        return Optional.ofNullable(BY_SKU.get(sku));
    }

    private static Article article(String sku, String name, String price) {
        return new Article(sku, name, Money.eur(price));
    }
}
