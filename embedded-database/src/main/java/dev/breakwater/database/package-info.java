/** A real PostgreSQL without Docker. */
package dev.breakwater.database;
