package dev.breakwater.fraud.rules;

import java.math.BigDecimal;
import java.util.List;

/**
 * What all rules say together.
 *
 * @param score 0.00 to 1.00, two decimals
 * @param reasons never empty
 */
public record Verdict(BigDecimal score, Decision decision, List<String> reasons) {}
