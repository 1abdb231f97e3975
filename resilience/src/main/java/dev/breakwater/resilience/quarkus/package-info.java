/** The glue: interceptors, filters, configuration, metrics and management routes for Quarkus. */
@NullMarked
package dev.breakwater.resilience.quarkus;

import org.jspecify.annotations.NullMarked;
