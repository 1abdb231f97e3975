package dev.breakwater.drill.traffic;

/** What customers do. Those who do not check out are bystanders: what fails is nothing of theirs. */
public enum Route {
    CHECKOUT("POST /checkout"),
    CATALOG("GET /catalog"),
    ORDER("GET /orders/{id}"),
    ORDER_PAYMENT("GET /orders/{id}/payment");

    private final String label;

    Route(String label) {
        this.label = label;
    }

    /** As in a report: {@code GET /orders/{id}}. */
    public String label() {
        return label;
    }
}
