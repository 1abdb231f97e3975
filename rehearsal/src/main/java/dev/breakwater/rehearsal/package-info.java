/** A few requests of a service to itself before it is ready. */
@NullMarked
package dev.breakwater.rehearsal;

import org.jspecify.annotations.NullMarked;
