/** A service's own PostgreSQL: migrated when it comes, watched, asked within a time, and missed politely. */
@NullMarked
package dev.breakwater.persistence;

import org.jspecify.annotations.NullMarked;
