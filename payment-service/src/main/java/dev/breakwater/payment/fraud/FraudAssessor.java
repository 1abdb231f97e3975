package dev.breakwater.payment.fraud;

import static dev.breakwater.resilience.quarkus.Fallbacks.source;

import dev.breakwater.resilience.fallback.Sourced;
import dev.breakwater.resilience.quarkus.Fallbacks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks fraud-service, and decides by local rules when it cannot answer in time. */
@ApplicationScoped
public class FraudAssessor {
    private final FraudClient service;
    private final LocalRules rules;
    private final Fallbacks fallbacks;

    FraudAssessor(@RestClient FraudClient service, LocalRules rules, Fallbacks fallbacks) {
        this.service = service;
        this.rules = rules;
        this.fallbacks = fallbacks;
    }

    /** Assesses a charge. Fails only where the protection is off and fraud-service fails. */
    public Uni<Verdict> assess(AssessmentRequest request) {
        return fallbacks
                .firstOf(
                        "fraud",
                        source(FraudCheck.SERVICE.name(), () -> askService(request)),
                        source(FraudCheck.RULES.name(), () -> Uni.createFrom().item(rules.decide(request.amount()))))
                .map(FraudAssessor::verdict);
    }

    private Uni<Decision> askService(AssessmentRequest request) {
        return service.assess(request)
                .map(assessment ->
                        Objects.requireNonNull(assessment, "no assessment").decision())
                .onFailure()
                .transform(FraudAssessor::ofService);
    }

    /** Whatever the client throws, it is not our caller's fault and not a defect of ours. */
    private static ProcessingException ofService(Throwable failure) {
        return new ProcessingException("fraud-service did not assess: " + failure.getMessage(), failure);
    }

    private static Verdict verdict(Sourced<Decision> decision) {
        return new Verdict(decision.value(), FraudCheck.valueOf(decision.source()));
    }
}
