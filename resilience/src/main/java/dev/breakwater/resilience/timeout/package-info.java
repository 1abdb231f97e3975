/** Timeout of one attempt. */
@NullMarked
package dev.breakwater.resilience.timeout;

import org.jspecify.annotations.NullMarked;
