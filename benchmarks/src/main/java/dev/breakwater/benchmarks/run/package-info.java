/** Runs the calls by JMH, each in a JVM of its own, those that are compared one after the other. */
package dev.breakwater.benchmarks.run;
