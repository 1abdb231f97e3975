/** Rate limit: a token bucket for each client, in bounded memory. */
@NullMarked
package dev.breakwater.resilience.ratelimit;

import org.jspecify.annotations.NullMarked;
