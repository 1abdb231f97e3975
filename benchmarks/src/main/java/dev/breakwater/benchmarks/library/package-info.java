/** The libraries that are compared, each set up as its documentation says, all with the same layers and figures. */
package dev.breakwater.benchmarks.library;
