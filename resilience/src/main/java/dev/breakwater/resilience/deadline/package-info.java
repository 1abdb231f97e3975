/** Deadline: the time that a whole request has, over every call under it. */
@NullMarked
package dev.breakwater.resilience.deadline;

import org.jspecify.annotations.NullMarked;
