/** A drill's result for its readers: JSON, a table and a plot for the terminal, a page. */
package dev.breakwater.drill.report;
