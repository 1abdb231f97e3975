/** What a layer that admits calls is, and who waits for one. */
@NullMarked
package dev.breakwater.resilience.gate;

import org.jspecify.annotations.NullMarked;
