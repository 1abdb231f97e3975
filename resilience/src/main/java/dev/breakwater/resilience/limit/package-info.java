/** Adaptive concurrency limits: the algorithms, apart from the bulkhead that enforces them. */
@NullMarked
package dev.breakwater.resilience.limit;

import org.jspecify.annotations.NullMarked;
