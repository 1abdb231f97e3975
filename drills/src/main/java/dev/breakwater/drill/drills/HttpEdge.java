package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Metrics;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;

/**
 * A service that is called by HTTP, counted where the calls arrive, so that it is the same count with and without
 * protection: requests that have ended, in whatever way, and those in progress.
 *
 * @param service which is called
 * @param method of the calls that count
 */
record HttpEdge(Service service, String method) implements Edge {

    @Override
    public double attempts(RunningSystem system) {
        Metrics metrics = system.management(service).metrics();
        return metrics.sum("http_server_requests_seconds_count", "method=\"" + method + "\"")
                + metrics.sum(
                        "http_server_active_requests",
                        "server_port=\"" + system.http(service).getPort() + "\"");
    }
}
