package dev.breakwater.recommendation.model;

import java.util.Set;

/** What one customer bought at once. */
record Basket(String customerId, Set<String> skus) {}
