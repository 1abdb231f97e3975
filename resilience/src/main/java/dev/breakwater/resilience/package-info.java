/**
 * The patterns in plain Java. A {@link dev.breakwater.resilience.policy.Pipeline} holds one dependency's layers; the
 * decisions (may this call pass, is it tried again) are plain objects in the packages beside this one, and two thin
 * executors, a blocking one here and one for {@code Uni} in {@code quarkus}, put them to work.
 */
@NullMarked
package dev.breakwater.resilience;

import org.jspecify.annotations.NullMarked;
