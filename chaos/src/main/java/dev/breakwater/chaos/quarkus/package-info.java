/** The glue: HTTP filter, interceptor, readiness, configuration and management routes for Quarkus. */
@NullMarked
package dev.breakwater.chaos.quarkus;

import org.jspecify.annotations.NullMarked;
