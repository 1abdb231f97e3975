/** Load balancing: round robin over the instances that are well, by active checks and by how calls to them end. */
@NullMarked
package dev.breakwater.resilience.balancer;

import org.jspecify.annotations.NullMarked;
