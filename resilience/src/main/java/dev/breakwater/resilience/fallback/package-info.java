/** Fallback: a chain of named sources. */
@NullMarked
package dev.breakwater.resilience.fallback;

import org.jspecify.annotations.NullMarked;
