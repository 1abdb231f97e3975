/** What the layers tell one listener. */
@NullMarked
package dev.breakwater.resilience.event;

import org.jspecify.annotations.NullMarked;
