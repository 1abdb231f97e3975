package dev.breakwater.order.checkout;

import dev.breakwater.order.catalog.Article;
import dev.breakwater.order.catalog.Catalog;
import dev.breakwater.order.catalog.Line;
import dev.breakwater.problem.Problem;
import dev.breakwater.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes lines of an order from what a customer asks for: articles that exist, each in one line, at today's price. */
final class Basket {
    private final Catalog catalog;
    private final List<Line> lines = new ArrayList<>();
    private final List<Problem.Violation> violations = new ArrayList<>();
    private final Set<String> skus = new HashSet<>();

    private Basket(Catalog catalog) {
        this.catalog = catalog;
    }

    static List<Line> lines(List<CheckoutRequest.Item> items, Catalog catalog) {
        Basket basket = new Basket(catalog);
        for (int i = 0; i < items.size(); i++) {
            basket.add(i, items.get(i));
        }
        basket.requireValid();
        return basket.lines;
    }

    private void add(int index, CheckoutRequest.Item item) {
        Optional<Article> article = catalog.find(item.sku());
        if (article.isEmpty()) {
            refuse(index, "is not in the catalog: '" + item.sku() + "'");
        } else if (!skus.add(item.sku())) {
            refuse(index, "is there twice: '" + item.sku() + "'; one line says how many");
        } else {
            lines.add(new Line(item.sku(), item.quantity(), article.get().price()));
        }
    }

    private void refuse(int index, String message) {
        violations.add(new Problem.Violation("items[" + index + "].sku", message));
    }

    private void requireValid() {
        if (!violations.isEmpty()) {
            Problem.Violation first = violations.get(0);
            String others = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
            throw new ProblemException(Problem.of(400, "Invalid input", first.field() + " " + first.message() + others)
                    .withViolations(violations));
        }
    }
}
