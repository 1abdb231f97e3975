package dev.breakwater.fraud.assessment;

import dev.breakwater.resilience.quarkus.DeadlineBudget;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What payment-service calls before it charges. */
@Path("/assessments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AssessmentResource {
    private final Assessments assessments;

    AssessmentResource(Assessments assessments) {
        this.assessments = assessments;
    }

    @POST
    @DeadlineBudget("assessment")
    public Uni<Assessment> assess(@NotNull @Valid Charge charge) {
        return assessments.assess(charge);
    }
}
