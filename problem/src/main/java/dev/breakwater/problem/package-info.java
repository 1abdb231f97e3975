/** Every error of a service as an RFC 9457 problem, on both HTTP ports, from REST and from below it. */
@NullMarked
package dev.breakwater.problem;

import org.jspecify.annotations.NullMarked;
