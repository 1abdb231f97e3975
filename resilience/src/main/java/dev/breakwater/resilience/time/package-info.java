/** The one source of time and timers, and the one of chance. */
@NullMarked
package dev.breakwater.resilience.time;

import org.jspecify.annotations.NullMarked;
