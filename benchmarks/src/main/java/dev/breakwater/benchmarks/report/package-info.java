/** The figures against their targets, as a table and as JSON. */
package dev.breakwater.benchmarks.report;
