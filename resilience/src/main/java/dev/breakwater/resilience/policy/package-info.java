/** A dependency's policy: its figures, the order of its layers, and their execution. */
@NullMarked
package dev.breakwater.resilience.policy;

import org.jspecify.annotations.NullMarked;
