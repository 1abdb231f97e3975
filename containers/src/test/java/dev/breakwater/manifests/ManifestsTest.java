package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.container;
import static dev.breakwater.manifests.Manifests.elements;
import static dev.breakwater.manifests.Manifests.name;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests promise, in every combination that the documentation names. */
@EnabledIf("dev.breakwater.manifests.Kustomize#isThere")
class ManifestsTest {
    private static final String EVERY = "dev.breakwater.manifests.Installations#every";

    /** By CoreDNS as kubeadm sets it up: {@code ttl 30} and {@code cache 30}. */
    private static final Duration REMEMBERED_BY_DNS = Duration.ofSeconds(30);

    @ParameterizedTest
    @MethodSource(EVERY)
    void passesTheStrictCheck(Manifests manifests) {
        assertThat(StrictCheck.findings(manifests)).isEmpty();
        assertThat(manifests.services().count()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource(EVERY)
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
    @MethodSource(EVERY)
    void hasNoSecretAndNoImageWithoutAVersion(Manifests manifests) {
        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.workloads())
                .extracting(workload -> container(workload).path("image").asText())
                .allMatch(image -> image.matches(".+:v?\\d[\\w.-]*"));
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void whatSelectsPodsFindsThem(Manifests manifests) {
        assertThat(manifests.workloads())
                .allMatch(workload -> Manifests.selects(workload.at("/spec/selector/matchLabels"), workload));
        Stream<JsonNode> selectors = Stream.of(
                        manifests.ofKind("Service").map(service -> service.at("/spec/selector")),
                        manifests.ofKind("PodDisruptionBudget").map(budget -> budget.at("/spec/selector/matchLabels")))
                .flatMap(each -> each);
        assertThat(selectors)
                .allMatch(
                        selector -> manifests.workloads().anyMatch(workload -> Manifests.selects(selector, workload)));
        assertThat(manifests.ofKind("HorizontalPodAutoscaler"))
                .allSatisfy(scaler -> manifests.one(
                        "Deployment", scaler.at("/spec/scaleTargetRef/name").asText()));
    }

    @ParameterizedTest
    @MethodSource(EVERY)
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
    @MethodSource(EVERY)
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

    /** The arithmetic of docs/decisions/0032. */
    @ParameterizedTest
    @MethodSource(EVERY)
    void anInstanceThatLeavesServesForAsLongAsItsCallersKnowIt(Manifests manifests) {
        Duration refresh = manifests
                .services()
                .flatMap(ManifestsTest::variables)
                .filter(variable -> variable.path("name").asText().endsWith("_DNS_REFRESH"))
                .map(variable -> Duration.parse("PT" + variable.path("value").asText()))
                .max(Duration::compareTo)
                .orElseThrow();
        Matcher rememberedByTheJvm =
                Pattern.compile("-Dsun\\.net\\.inetaddr\\.ttl=(\\d+)").matcher(Project.read("Dockerfile"));
        assertThat(rememberedByTheJvm.find()).isTrue();
        Duration known =
                refresh.plusSeconds(Long.parseLong(rememberedByTheJvm.group(1))).plus(REMEMBERED_BY_DNS);
        assertThat(manifests.services())
                .allSatisfy(service ->
                        assertThat(seconds(service, "QUARKUS_SHUTDOWN_DELAY")).isGreaterThan(known));
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void everyEnvironmentVariableIsSomethingThatTheServiceReads(Manifests manifests) {
        assertThat(manifests.services())
                .allSatisfy(service -> assertThat(environment(service))
                        .allMatch(Environment.of(service.at("/metadata/labels/app.kubernetes.io~1name")
                                .asText())::isRead));
    }

    @Test
    void highAvailabilityHasNoChaosAndNothingOfManagement() {
        Manifests manifests = Installations.of("overlays/ha");
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
        Manifests manifests = Installations.of("overlays/ha");
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
        Manifests manifests = Installations.of("overlays/ha monitoring canary");
        assertThat(manifests
                        .services()
                        .filter(service -> environment(service).anyMatch("CHAOS_ENABLED"::equals))
                        .map(Manifests::name))
                .containsExactly("payment-service-canary");
    }

    @Test
    void theCanaryIsBehindTheServiceAndNotInTheStableDeployment() {
        Manifests manifests = Installations.of("overlays/ha monitoring canary");
        JsonNode canary = manifests.one("Deployment", "payment-service-canary");
        JsonNode stable = manifests.one("Deployment", "payment-service");
        assertThat(Manifests.selects(manifests.one("Service", "payment-service").at("/spec/selector"), canary))
                .isTrue();
        assertThat(Manifests.selects(stable.at("/spec/selector/matchLabels"), canary))
                .isFalse();
    }

    /** 20 for queries and one to look whether it answers, by the old and the new instance; three are the server's own. */
    @Test
    void theDatabaseInsideHasConnectionsForARolloutOfAllServices() {
        Matcher pool = Pattern.compile("quarkus.datasource.reactive.max-size=(\\d+)")
                .matcher(Project.read("persistence/src/main/resources/META-INF/microprofile-config.properties"));
        assertThat(pool.find()).isTrue();
        Manifests manifests = Installations.of("overlays/local");
        long services = manifests
                .services()
                .filter(service -> environment(service).anyMatch("DATABASE"::equals))
                .count();
        assertThat(services).isEqualTo(3);
        JsonNode limit = container(manifests.one("StatefulSet", "postgres")).at("/args/1");
        assertThat(Long.parseLong(limit.asText().replace("max_connections=", "")))
                .isGreaterThanOrEqualTo(services * 2 * (Long.parseLong(pool.group(1)) + 1) + 3);
    }

    /** Or applying again would take back what was chosen with {@code kubectl scale}. */
    @Test
    void applyingAgainDoesNotScaleTheCanary() {
        assertThat(Installations.of("overlays/ha monitoring canary")
                        .one("Deployment", "payment-service-canary")
                        .path("spec")
                        .has("replicas"))
                .isFalse();
    }

    @Test
    void theSecretsThatAreMadeUpAreThoseThatAreReferredTo() {
        Manifests secrets = Installation.madeUpSecrets();
        assertThat(StrictCheck.findings(secrets)).isEmpty();
        Manifests manifests = Installations.of("overlays/local chaos monitoring");
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
