package dev.breakwater.drill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandTest {
    @TempDir
    Path directory;

    @Test
    void whoCallsAServiceKnowsWhereItIsAndNobodyElse() throws LaunchException {
        String payment = "-Dquarkus.rest-client.payment.url=";

        assertThat(command(Service.ORDER, Variant.PROTECTED)).anyMatch(each -> each.startsWith(payment + "http://127"));
        assertThat(command(Service.FRAUD, Variant.PROTECTED)).noneMatch(each -> each.contains("rest-client"));
    }

    @Test
    void aServiceOfSeveralInstancesIsCalledByItsNameBehindWhichIsABalancer() throws LaunchException {
        List<String> payment = command(Service.PAYMENT, Variant.PROTECTED.withFraudInstances(2));

        assertThat(payment).contains("-Dquarkus.rest-client.fraud.url=http://fraud");
        assertThat(payment)
                .anyMatch(each -> each.matches(
                        "-Dresilience.balancers.fraud.instances=http://127.0.0.1:\\d+,http://127.0.0.1:\\d+"));
        assertThat(command(Service.ORDER, Variant.PROTECTED.withFraudInstances(2)))
                .noneMatch(each -> each.contains("balancers"));
    }

    @Test
    void aVariantIsUnprotectedOrHasPropertiesOfOneService() throws LaunchException {
        Variant retryOutside =
                Variant.PROTECTED.with(Service.PAYMENT, Map.of("resilience.fraud.order", "retry,breaker,timeout"));

        assertThat(command(Service.ORDER, Variant.UNPROTECTED)).contains("-Dresilience.enabled=false");
        assertThat(command(Service.PAYMENT, retryOutside))
                .contains("-Dresilience.enabled=true", "-Dresilience.fraud.order=retry,breaker,timeout");
        assertThat(command(Service.ORDER, retryOutside)).noneMatch(each -> each.contains("fraud.order"));
    }

    private List<String> command(Service service, Variant variant) throws LaunchException {
        try (Ports ports = Ports.free()) {
            Setup setup = new Setup(directory, Workspace.kept(directory, false), ports, variant);
            return new ServiceCommand(setup).of(Instance.first(service));
        }
    }
}
