package dev.breakwater.payment.fraud;

import dev.breakwater.resilience.quarkus.Idempotent;
import dev.breakwater.resilience.quarkus.Resilient;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** fraud-service on the wire. Asking twice about one charge counts once, so it may be retried. */
@Path("/assessments")
@RegisterRestClient(configKey = "fraud")
@Resilient("fraud")
interface FraudClient {

    @POST
    @Idempotent
    Uni<Assessment> assess(AssessmentRequest request);
}
