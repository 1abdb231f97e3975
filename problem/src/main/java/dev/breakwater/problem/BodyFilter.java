package dev.breakwater.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands REST the body that {@link BodyReader} read: a request that has ended counts as one without a body there. */
public class BodyFilter {

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void giveBody(ContainerRequestContext rest, RoutingContext request) {
        Buffer body = request.body().buffer();
        if (body != null) {
            rest.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }
}
