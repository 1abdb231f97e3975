package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody talks to anybody, except as the checkout needs it; and what it needs is open. */
@EnabledIf("dev.breakwater.manifests.Kustomize#isThere")
class NetworkPoliciesTest {
    private static final String EVERY = "dev.breakwater.manifests.Installations#every";
    private static final List<String> WAYS = List.of(
            "order-service -> payment-service:8080",
            "order-service -> recommendation-service:8080",
            "payment-service -> fraud-service:8080",
            "order-service -> postgres:5432",
            "payment-service -> postgres:5432",
            "fraud-service -> postgres:5432",
            "recommendation-service -> redis:6379",
            "prometheus -> order-service:9000",
            "prometheus -> payment-service:9000",
            "prometheus -> fraud-service:9000",
            "prometheus -> recommendation-service:9000");

    private static final JsonNode NAMES = json("""
            {"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},
             "podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}""");
    private static final JsonNode INGRESS =
            json("{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"ingress-nginx\"}}}");
    private static final JsonNode OUTSIDE = json("{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\"}}");

    @ParameterizedTest
    @MethodSource(EVERY)
    void onlyTheWaysOfTheCheckoutAreOpen(Manifests manifests) {
        Set<String> here = names(manifests);
        assertThat(new Ways(manifests).within())
                .containsExactlyInAnyOrderElementsOf(WAYS.stream()
                        .filter(way ->
                                List.of(way.split(" -> |:")).stream().limit(2).allMatch(here::contains))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void everybodyMayAskForNames(Manifests manifests) {
        assertThat(new Ways(manifests).to(NAMES, 53)).isEqualTo(names(manifests));
        assertThat(elements(manifests.one("NetworkPolicy", "names").at("/spec/egress/0/ports"))
                        .map(port -> port.path("protocol").asText()))
                .containsExactlyInAnyOrder("UDP", "TCP");
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void theIngressReachesTheEdgeAlone(Manifests manifests) {
        assertThat(new Ways(manifests).from(INGRESS)).containsExactly("order-service:8080");
    }

    @Test
    void highAvailabilityReachesTheDatabasesAndTheCacheOutside() {
        Ways ways = new Ways(Installations.of("overlays/ha"));
        assertThat(ways.to(OUTSIDE, 5432)).containsExactly("fraud-service", "order-service", "payment-service");
        assertThat(ways.to(OUTSIDE, 6379)).containsExactly("recommendation-service");
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void everyPolicyIsAboutSomebody(Manifests manifests) {
        assertThat(manifests
                        .ofKind("NetworkPolicy")
                        .filter(policy -> !Manifests.name(policy).equals("reads-management")) // for who may come
                        .map(policy -> policy.at("/spec/podSelector")))
                .allMatch(selector -> somebody(manifests, selector));
    }

    @ParameterizedTest
    @MethodSource(EVERY)
    void everyRuleNamesSomebody(Manifests manifests) {
        assertThat(new Ways(manifests).peers())
                .isNotEmpty()
                .allMatch(selector -> selector.at("/matchLabels").has("breakwater.dev/reads-management")
                        || somebody(manifests, selector));
        assertThat(manifests.ofKind("NetworkPolicy").flatMap(policy -> elements(policy.at("/spec/ingress"))))
                .allMatch(rule ->
                        !rule.path("ports").isEmpty() && !rule.path("from").isEmpty());
    }

    private static boolean somebody(Manifests manifests, JsonNode selector) {
        return manifests.workloads().anyMatch(workload -> Manifests.matches(selector, workload));
    }

    private static Set<String> names(Manifests manifests) {
        return manifests
                .workloads()
                .map(workload ->
                        workload.at("/metadata/labels/app.kubernetes.io~1name").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
