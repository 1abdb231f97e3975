/** {@code GET /recommendations/{customerId}}: from the model, else what it said before, else defaults. */
package dev.breakwater.recommendation;
