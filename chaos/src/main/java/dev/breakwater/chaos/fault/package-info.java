/** What a fault is: when it hits a call, and what then happens to that call. Plain values, free of time and threads. */
@NullMarked
package dev.breakwater.chaos.fault;

import org.jspecify.annotations.NullMarked;
