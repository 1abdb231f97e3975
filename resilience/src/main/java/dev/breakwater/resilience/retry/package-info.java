/** Retry: backoff, budget, and the decision whether to try again. */
@NullMarked
package dev.breakwater.resilience.retry;

import org.jspecify.annotations.NullMarked;
