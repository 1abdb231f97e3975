/** What the protection costs a whole checkout while everything is well: the same load with it and without. */
package dev.breakwater.benchmarks.checkout;
