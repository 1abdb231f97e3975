package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.Metrics;
import dev.breakwater.drill.launch.RunningSystem;

/**
 * An instance that is called by HTTP, counted where the calls arrive, so that it is the same count with and without
 * protection: requests that have ended, in whatever way, and those in progress.
 *
 * @param method of the calls that count
 */
record HttpEdge(Instance instance, String method) implements Edge {

    @Override
    public double attempts(RunningSystem system) {
        Metrics metrics = system.management(instance).metrics();
        return metrics.sum("http_server_requests_seconds_count", "method=\"" + method + "\"")
                + metrics.sum(
                        "http_server_active_requests",
                        "server_port=\"" + system.http(instance).getPort() + "\"");
    }
}
