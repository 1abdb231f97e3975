/**
 * Starts the whole system as processes of this machine and ends it again: PostgreSQL, the packaged services, and a
 * watchdog that ends them should the launcher itself be killed.
 */
package dev.breakwater.drill.launch;
