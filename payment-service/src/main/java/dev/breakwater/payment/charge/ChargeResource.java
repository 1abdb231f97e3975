package dev.breakwater.payment.charge;

import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.quarkus.DeadlineBudget;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;

/** Charges over HTTP. */
@Path("/charges")
public class ChargeResource {
    private static final String KEY = "[\\x20-\\x7e]{1,255}";
    private static final String KEY_RULE = "must be 1 to 255 printable ASCII characters";

    private final Charging charging;
    private final Ledger ledger;

    ChargeResource(Charging charging, Ledger ledger) {
        this.charging = charging;
        this.ledger = ledger;
    }

    @POST
    @DeadlineBudget("charge")
    public Uni<ChargeAnswer> charge(
            @HeaderParam("Idempotency-Key") @NotNull @Pattern(regexp = KEY, message = KEY_RULE) String key,
            @NotNull @Valid ChargeRequest request) {
        return charging.charge(key, request).map(ChargeAnswer::of);
    }

    @GET
    @Path("/{id}")
    public Uni<ChargeAnswer> byId(@PathParam("id") UUID id) {
        return ledger.findById(id).map(charge -> answerOr404(charge, "no charge has the id " + id));
    }

    /** For reconciliation: what became of a key. */
    @GET
    public Uni<ChargeAnswer> byKey(
            @QueryParam("idempotencyKey") @NotNull @Pattern(regexp = KEY, message = KEY_RULE) String key) {
        return ledger.findByKey(key).map(charge -> answerOr404(charge, "no charge has the key '" + key + "'"));
    }

    /** An abandoned claim is no charge: nothing was taken, and nothing will be unless its key is posted again. */
    private static ChargeAnswer answerOr404(Optional<Charge> found, String missing) {
        return found.filter(charge -> !charge.isAbandoned())
                .map(ChargeAnswer::of)
                .orElseThrow(() -> new ProblemException(404, missing));
    }
}
