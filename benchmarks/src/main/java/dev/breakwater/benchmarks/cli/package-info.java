/** {@code ./bench}. */
package dev.breakwater.benchmarks.cli;
