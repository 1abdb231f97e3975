/** The commands behind {@code ./demo} and {@code ./drill}. */
package dev.breakwater.drill.cli;
