/** Bulkhead: at most so many calls to one dependency at once, fixed or adaptive. */
@NullMarked
package dev.breakwater.resilience.bulkhead;

import org.jspecify.annotations.NullMarked;
