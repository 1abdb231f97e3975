/** What is measured by JMH: one call through a library's layers, for each shape of work and in each situation. */
package dev.breakwater.benchmarks.calls;
