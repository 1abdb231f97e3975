package dev.breakwater.payment.fraud;

import java.util.List;
import java.util.Objects;

/** What fraud-service answers. An answer without a decision is no answer: it fails like any other broken one. */
record Assessment(double score, Decision decision, List<String> reasons) {
    Assessment {
        Objects.requireNonNull(decision, "fraud-service answered without a decision");
    }
}
