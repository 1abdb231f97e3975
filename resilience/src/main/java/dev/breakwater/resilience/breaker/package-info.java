/** Circuit breaker: stops calling what keeps failing, and finds out with one probe at a time when it is back. */
@NullMarked
package dev.breakwater.resilience.breaker;

import org.jspecify.annotations.NullMarked;
