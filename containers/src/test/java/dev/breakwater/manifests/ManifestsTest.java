package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.container;
import static dev.breakwater.manifests.Manifests.elements;
import static dev.breakwater.manifests.Manifests.name;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests promise, in every combination that the documentation names. */
@EnabledIf(
        value = "dev.breakwater.manifests.Kustomize#isThere",
        disabledReason = "neither kubectl nor kustomize is here to render the manifests")
class ManifestsTest {
    private static final Map<String, Manifests> INSTALLATIONS = Kustomize.isThere() ? installations() : Map.of();

    private static Map<String, Manifests> installations() {
        return Stream.of(
                        List.of("overlays/local"),
                        List.of("overlays/local", "chaos", "monitoring"),
                        List.of("overlays/ha"),
                        List.of("overlays/ha", "monitoring", "canary"))
                .collect(Collectors.toMap(parts -> String.join(" + ", parts), ManifestsTest::render));
    }

    private static Manifests render(List<String> parts) {
        String[] components = parts.subList(1, parts.size()).toArray(String[]::new);
        return Manifests.parse(Kustomize.render(parts.get(0), components));
    }

    static Stream<Arguments> every() {
        return INSTALLATIONS.entrySet().stream()
                .map(installation -> Arguments.of(Named.of(installation.getKey(), installation.getValue())));
    }

    @ParameterizedTest
    @MethodSource("every")
    void passesTheStrictCheck(Manifests manifests) {
        assertThat(StrictCheck.findings(manifests)).isEmpty();
        assertThat(manifests.services().count()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("every")
    void isRestrictedAndWithoutATokenOfTheCluster(Manifests manifests) {
        assertThat(manifests
                        .one("Namespace", "breakwater")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
        assertThat(manifests.workloads()).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            assertThat(pod.path("automountServiceAccountToken")).hasToString("false");
            assertThat(pod.at("/securityContext/runAsNonRoot")).hasToString("true");
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            JsonNode container = container(workload).path("securityContext");
            assertThat(container.path("allowPrivilegeEscalation")).hasToString("false");
            assertThat(container.path("readOnlyRootFilesystem")).hasToString("true");
            assertThat(container.at("/capabilities/drop")).hasToString("[\"ALL\"]");
        });
        assertThat(manifests.ofKind("ServiceAccount"))
                .allSatisfy(account ->
                        assertThat(account.path("automountServiceAccountToken")).hasToString("false"));
    }

    @ParameterizedTest
    @MethodSource("every")
    void hasNoSecretAndNoImageWithoutAVersion(Manifests manifests) {
        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.workloads())
                .extracting(workload -> container(workload).path("image").asText())
                .allMatch(image -> image.matches(".+:v?\\d[\\w.-]*"));
    }

    @ParameterizedTest
    @MethodSource("every")
    void whatSelectsPodsFindsThem(Manifests manifests) {
        assertThat(manifests.workloads())
                .allMatch(workload -> Manifests.selects(workload.at("/spec/selector/matchLabels"), workload));
        Stream<JsonNode> selectors = Stream.of(
                        manifests.ofKind("Service").map(service -> service.at("/spec/selector")),
                        manifests.ofKind("PodDisruptionBudget").map(budget -> budget.at("/spec/selector/matchLabels")),
                        manifests
                                .ofKind("NetworkPolicy")
                                .filter(policy -> !name(policy).equals("reads-management")) // for who may come
                                .map(policy -> policy.at("/spec/podSelector/matchLabels")))
                .flatMap(each -> each);
        assertThat(selectors)
                .allMatch(
                        selector -> manifests.workloads().anyMatch(workload -> Manifests.selects(selector, workload)));
        assertThat(manifests.ofKind("HorizontalPodAutoscaler"))
                .allSatisfy(scaler -> manifests.one(
                        "Deployment", scaler.at("/spec/scaleTargetRef/name").asText()));
    }

    @ParameterizedTest
    @MethodSource("every")
    void everyServicePortIsOneThatItsContainersName(Manifests manifests) {
        assertThat(manifests.ofKind("Service")).allSatisfy(service -> {
            JsonNode workload = manifests
                    .workloads()
                    .filter(candidate -> Manifests.selects(service.at("/spec/selector"), candidate))
                    .findFirst()
                    .orElseThrow();
            List<String> ports = elements(container(workload).path("ports"))
                    .map(port -> port.path("name").asText())
                    .toList();
            assertThat(elements(service.at("/spec/ports")))
                    .extracting(port -> port.path("targetPort").asText())
                    .isSubsetOf(ports);
        });
    }

    @ParameterizedTest
    @MethodSource("every")
    void aServiceIsReplacedWithoutAGapAndMayEndItsRequests(Manifests manifests) {
        assertThat(manifests.services()).allSatisfy(service -> {
            assertThat(service.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                    .isZero();
            Duration end =
                    seconds(service, "QUARKUS_SHUTDOWN_DELAY").plus(seconds(service, "QUARKUS_SHUTDOWN_TIMEOUT"));
            int grace = service.at("/spec/template/spec/terminationGracePeriodSeconds")
                    .asInt();
            assertThat(Duration.ofSeconds(grace)).isGreaterThan(end);
        });
    }

    @ParameterizedTest
    @MethodSource("every")
    void managementIsForPodsThatReadItAlone(Manifests manifests) {
        JsonNode everyone = manifests.one("NetworkPolicy", "default-deny").path("spec");
        assertThat(everyone).hasToString("{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}");
        List<JsonNode> ways = manifests
                .ofKind("NetworkPolicy")
                .flatMap(policy -> elements(policy.at("/spec/ingress")))
                .filter(rule -> elements(rule.path("ports"))
                        .anyMatch(port -> port.path("port").asInt() == 9000))
                .toList();
        assertThat(ways)
                .singleElement()
                .satisfies(
                        way -> assertThat(way.path("from"))
                                .hasToString(
                                        "[{\"podSelector\":{\"matchLabels\":{\"breakwater.dev/reads-management\":\"true\"}}}]"));
        assertThat(manifests.ofKind("NetworkPolicy").flatMap(policy -> elements(policy.at("/spec/ingress"))))
                .allMatch(rule ->
                        !rule.path("ports").isEmpty() && !rule.path("from").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("every")
    void everyEnvironmentVariableIsSomethingThatTheServiceReads(Manifests manifests) {
        assertThat(manifests.services())
                .allSatisfy(service -> assertThat(environment(service))
                        .allMatch(Environment.of(service.at("/metadata/labels/app.kubernetes.io~1name")
                                .asText())::isRead));
    }

    @Test
    void highAvailabilityHasNoChaosAndNothingOfManagement() {
        Manifests manifests = INSTALLATIONS.get("overlays/ha");
        assertThat(manifests.services().flatMap(ManifestsTest::environment))
                .noneMatch(variable -> variable.startsWith("CHAOS_"));
        assertThat(manifests.ofKind("Service").flatMap(service -> elements(service.at("/spec/ports"))))
                .noneMatch(port -> port.path("port").asInt() == 9000);
        assertThat(manifests.workloads())
                .noneMatch(workload ->
                        workload.at("/spec/template/metadata/labels").has("breakwater.dev/reads-management"));
    }

    @Test
    void highAvailabilityHasTwoInstancesOfEverythingAtLeastAndLosesOneAtATime() {
        Manifests manifests = INSTALLATIONS.get("overlays/ha");
        assertThat(manifests.services()).hasSize(4).allSatisfy(service -> {
            assertThat(service.at("/spec/replicas").isMissingNode()).isTrue();
            assertThat(manifests
                            .one("HorizontalPodAutoscaler", name(service))
                            .at("/spec/minReplicas")
                            .asInt())
                    .isGreaterThanOrEqualTo(2);
            assertThat(manifests
                            .one("PodDisruptionBudget", name(service))
                            .at("/spec/maxUnavailable")
                            .asInt())
                    .isEqualTo(1);
            assertThat(service.at("/spec/template/spec/topologySpreadConstraints"))
                    .hasSize(2);
        });
    }

    @Test
    void onlyTheCanaryHasChaos() {
        Manifests manifests = INSTALLATIONS.get("overlays/ha + monitoring + canary");
        assertThat(manifests
                        .services()
                        .filter(service -> environment(service).anyMatch("CHAOS_ENABLED"::equals))
                        .map(Manifests::name))
                .containsExactly("payment-service-canary");
    }

    @Test
    void theCanaryIsBehindTheServiceAndNotInTheStableDeployment() {
        Manifests manifests = INSTALLATIONS.get("overlays/ha + monitoring + canary");
        JsonNode canary = manifests.one("Deployment", "payment-service-canary");
        JsonNode stable = manifests.one("Deployment", "payment-service");
        assertThat(Manifests.selects(manifests.one("Service", "payment-service").at("/spec/selector"), canary))
                .isTrue();
        assertThat(Manifests.selects(stable.at("/spec/selector/matchLabels"), canary))
                .isFalse();
    }

    @Test
    void theSecretsThatAreMadeUpAreThoseThatAreReferredTo() throws Exception {
        Process make =
                new ProcessBuilder(Project.ROOT.resolve("k8s/make-secrets").toString()).start();
        Manifests secrets = Manifests.parse(new String(make.getInputStream().readAllBytes()));
        assertThat(StrictCheck.findings(secrets)).isEmpty();
        Manifests manifests = INSTALLATIONS.get("overlays/local + chaos + monitoring");
        assertThat(manifests.workloads().flatMap(ManifestsTest::variables))
                .filteredOn(variable -> variable.at("/valueFrom").has("secretKeyRef"))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    JsonNode reference = variable.at("/valueFrom/secretKeyRef");
                    JsonNode secret =
                            secrets.one("Secret", reference.path("name").asText());
                    assertThat(secret.path("stringData")
                                    .path(reference.path("key").asText())
                                    .asText())
                            .isNotBlank();
                });
    }

    private static Stream<String> environment(JsonNode workload) {
        return variables(workload).map(variable -> variable.path("name").asText());
    }

    private static Stream<JsonNode> variables(JsonNode workload) {
        return elements(container(workload).path("env"));
    }

    private static Duration seconds(JsonNode workload, String variable) {
        return variables(workload)
                .filter(candidate -> candidate.path("name").asText().equals(variable))
                .map(found -> Duration.parse("PT" + found.path("value").asText()))
                .findFirst()
                .orElseThrow();
    }
}
