package dev.breakwater.resilience.quarkus;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** The Vert.x side of a REST request. */
final class Wire {
    private Wire() {}

    static RoutingContext of(ContainerRequestContext request) {
        ResteasyReactiveContainerRequestContext rest = (ResteasyReactiveContainerRequestContext) request;
        return ((ResteasyReactiveRequestContext) rest.getServerRequestContext())
                .serverRequest()
                .unwrap(RoutingContext.class);
    }
}
