package dev.breakwater.drill.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The customers of the shop: three of four check out, and of the others one looks at the catalog, one at an order made a
 * moment ago, one at the payment of such an order. They share the hundred API keys that a drill's system knows.
 */
public final class Shop implements Traffic {
    private static final int CUSTOMERS = 200;
    private static final int API_KEYS = 100;
    private static final Route[] BYSTANDERS = {Route.CATALOG, Route.ORDER, Route.ORDER_PAYMENT};
    private static final int FIRST_ORDERS = 12;
    private static final int FIRST_TRIES = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final Http http;
    private final Baskets baskets;
    private final RecentOrders orders = new RecentOrders();

    private Shop(URI address, Http http, Baskets baskets) {
        this.address = address;
        this.http = http;
        this.baskets = baskets;
    }

    /**
     * Opens the shop: learns what it sells, and makes the first orders, so that there are some to look at.
     *
     * @throws IllegalStateException where it sells nothing, or takes no orders
     */
    public static Shop open(URI address, TimeSource time) {
        Http http = new Http(time);
        Shop shop = new Shop(address, http, new Baskets(catalog(address, http)));
        for (int n = 0; n < FIRST_TRIES && shop.orders.size() < FIRST_ORDERS; n++) {
            shop.new Visit(Route.CHECKOUT, n)
                    .send(OpenLoop.PATIENCE.toNanos())
                    .toCompletableFuture()
                    .join();
        }
        if (shop.orders.size() < FIRST_ORDERS) {
            throw new IllegalStateException("of " + FIRST_TRIES + " checkouts only " + shop.orders.size()
                    + " were settled, before anything was broken");
        }
        return shop;
    }

    @Override
    public Call call(long n) {
        long before = n / 4; // bystanders
        return n % 4 == 3
                ? new Visit(BYSTANDERS[(int) (before % BYSTANDERS.length)], before)
                : new Visit(Route.CHECKOUT, n - before);
    }

    /** The n-th of its kind. */
    private final class Visit implements Call {
        private final Route route;
        private final long n;

        Visit(Route route, long n) {
            this.route = route;
            this.n = n;
        }

        @Override
        public Route route() {
            return route;
        }

        @Override
        public CompletionStage<Outcome> send(long patienceNanos) {
            Function<HttpResponse<String>, Outcome> judge =
                    route == Route.CHECKOUT ? Shop.this::checkedOut : Shop::seen;
            return http.send(request(route, n), patienceNanos, judge);
        }
    }

    private HttpRequest request(Route route, long n) {
        return switch (route) {
            case CHECKOUT -> checkout(n);
            case CATALOG -> look("/catalog");
            case ORDER -> look("/orders/" + orders.get(n));
            case ORDER_PAYMENT -> look("/orders/" + orders.get(n) + "/payment");
        };
    }

    private HttpRequest checkout(long n) {
        Baskets.Basket basket = baskets.get(n);
        String body = """
                {"customerId":"c-%d","items":[{"sku":"%s","quantity":%d}],"paymentToken":"tok_visa"}""".formatted((n + n / CUSTOMERS) % CUSTOMERS, basket.sku(), basket.quantity());
        return HttpRequest.newBuilder(address.resolve("/checkout"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-API-Key", "demo-" + n % API_KEYS)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest look(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).build();
    }

    private Outcome checkedOut(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            return Outcome.failure(String.valueOf(answer.statusCode()));
        }
        JsonNode order = json(answer.body());
        if (order.path("payment").isObject()) {
            orders.add(order.path("id").asText());
        }
        return new Outcome(
                order.path("status").asText(), true, !order.path("degraded").isEmpty());
    }

    private static Outcome seen(HttpResponse<String> answer) {
        return new Outcome(String.valueOf(answer.statusCode()), answer.statusCode() / 100 == 2, false);
    }

    private static JsonNode catalog(URI address, Http http) {
        return json(http.get(HttpRequest.newBuilder(address.resolve("/catalog")).build()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
