/**
 * Open-loop traffic: requests come when they are due, whatever became of those before, and their latency counts from
 * that moment. So a system that stalls cannot slow its own load down and look better for it (coordinated omission).
 */
package dev.breakwater.drill.traffic;
