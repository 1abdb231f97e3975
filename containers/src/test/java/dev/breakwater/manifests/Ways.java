package dev.breakwater.manifests;

import static dev.breakwater.manifests.Manifests.container;
import static dev.breakwater.manifests.Manifests.elements;
import static dev.breakwater.manifests.Manifests.matches;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may talk to whom by the network policies, as the Kubernetes API defines them: a pod that no policy is about may do
 * anything, any other only what some rule of some policy allows; and both ends must allow it.
 */
record Ways(Manifests manifests) {
    /** The open ones between workloads, as {@code from -> to:port}; a canary goes by its service's name. */
    Set<String> within() {
        Set<String> open = new TreeSet<>();
        for (JsonNode from : workloads()) {
            for (JsonNode to : workloads()) {
                elements(container(to).path("ports"))
                        .map(port -> port.path("containerPort").asInt())
                        .filter(port -> allows(from, "egress", "to", port, peer -> isPod(peer, to)))
                        .filter(port -> allows(to, "ingress", "from", port, peer -> isPod(peer, from)))
                        .forEach(port -> open.add(service(from) + " -> " + service(to) + ":" + port));
            }
        }
        return open;
    }

    /** Who may reach this port of a peer that is none of our pods. */
    Set<String> to(JsonNode peer, int port) {
        Set<String> open = new TreeSet<>();
        workloads().stream()
                .filter(from -> allows(from, "egress", "to", port, peer::equals))
                .forEach(from -> open.add(service(from)));
        return open;
    }

    /** What such a peer may reach. */
    Set<String> from(JsonNode peer) {
        Set<String> open = new TreeSet<>();
        for (JsonNode to : workloads()) {
            elements(container(to).path("ports"))
                    .map(port -> port.path("containerPort").asInt())
                    .filter(port -> allows(to, "ingress", "from", port, peer::equals))
                    .forEach(port -> open.add(service(to) + ":" + port));
        }
        return open;
    }

    private boolean allows(JsonNode pod, String direction, String peers, int port, Predicate<JsonNode> isPeer) {
        List<JsonNode> policies = manifests
                .ofKind("NetworkPolicy")
                .map(policy -> policy.path("spec"))
                .filter(policy -> elements(policy.path("policyTypes"))
                        .anyMatch(type -> type.asText().equalsIgnoreCase(direction)))
                .filter(policy -> matches(policy.path("podSelector"), pod))
                .toList();
        return policies.isEmpty()
                || policies.stream()
                        .flatMap(policy -> elements(policy.path(direction)))
                        .filter(rule -> rule.path("ports").isEmpty()
                                || elements(rule.path("ports"))
                                        .anyMatch(each -> each.path("port").asInt() == port))
                        .anyMatch(rule -> rule.path(peers).isEmpty()
                                || elements(rule.path(peers)).anyMatch(isPeer));
    }

    private static boolean isPod(JsonNode peer, JsonNode workload) {
        return peer.has("podSelector") && !peer.has("namespaceSelector") && matches(peer.path("podSelector"), workload);
    }

    private List<JsonNode> workloads() {
        return manifests.workloads().toList();
    }

    private static String service(JsonNode workload) {
        return workload.at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                .asText();
    }

    /** The selectors of pods in this namespace that rules name. */
    Stream<JsonNode> peers() {
        return manifests
                .ofKind("NetworkPolicy")
                .flatMap(policy -> Stream.concat(
                        elements(policy.at("/spec/ingress")).flatMap(rule -> elements(rule.path("from"))),
                        elements(policy.at("/spec/egress")).flatMap(rule -> elements(rule.path("to")))))
                .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                .map(peer -> peer.path("podSelector"));
    }
}
