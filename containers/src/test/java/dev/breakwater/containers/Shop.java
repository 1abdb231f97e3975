package dev.breakwater.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.manifests.Installation;
import dev.breakwater.manifests.Project;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.containers.Network;

/**
 * The system in containers: the services with exactly the environment that the manifests of {@code overlays/local} with
 * chaos give them, two instances of fraud-service, PostgreSQL and Redis. Services call each other on one network and
 * reach what they keep on another, so that either line can be cut alone.
 */
final class Shop implements AutoCloseable {
    /** Long enough for a start on a busy machine and an open breaker after it. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String API_KEYS =
            IntStream.range(0, 100).mapToObj(i -> "demo-" + i).collect(Collectors.joining(","));

    final Network calls = network("calls");
    final Network state = network("state");
    final Machine postgres;
    final Machine redis;
    final Machine recommendation;
    final Machine fraud;
    final Machine otherFraud;
    final Machine payment;
    final Machine order;
    final Customer customer = new Customer(this::edge);

    /** The way in, for us alone. The engine publishes ports on the network whose name is the first in the alphabet. */
    private final Network front = network("a-front");

    private final Installation installation = Installation.localWithChaos();
    private final Operator operator = new Operator(installation.secret("chaos", "token"));
    private final List<Machine> machines = new ArrayList<>();

    private Shop() {
        postgres = machine("postgres", "postgres", 5432)
                .withUser(999)
                .withTemporary("/tmp", "/var/run/postgresql")
                .withFile(
                        Project.ROOT.resolve("k8s/components/postgres/databases.sh"),
                        "/docker-entrypoint-initdb.d/databases.sh");
        redis = machine("redis", "redis", 6379).withUser(999).withTemporary("/data");
        recommendation = service("recommendation-service", "recommendation-service");
        fraud = service("fraud-service", "fraud-service");
        otherFraud = service("fraud-service", "fraud-service (2)");
        payment = service("payment-service", "payment-service");
        order = service("order-service", "order-service");
    }

    private static Network network(String name) {
        return Network.builder()
                .createNetworkCmdModifier(create -> create.withName(name + "-" + UUID.randomUUID()))
                .build();
    }

    static Shop open() {
        Shop shop = new Shop();
        try {
            shop.machines.forEach(Machine::create);
            return shop;
        } catch (RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    private Machine service(String workload, String name) {
        return machine(workload, name, 8080, 9000).withTemporary("/tmp");
    }

    private Machine machine(String workload, String name, Integer... ports) {
        Map<String, String> environment = new HashMap<>(installation.environment(workload));
        if (workload.equals("order-service")) {
            environment.put("RESILIENCE_CLIENTS_API_KEYS", API_KEYS);
        }
        Map<Network, List<String>> networks = new LinkedHashMap<>();
        networks.put(front, List.of());
        if (ports.length > 1) {
            networks.put(calls, List.of(workload));
            networks.put(state, List.of());
        } else {
            networks.put(state, List.of(workload));
        }
        Machine machine = new Machine(
                installation.image(workload),
                name,
                networks,
                environment,
                installation.arguments(workload),
                installation.memoryBytes(workload),
                List.of(ports));
        machines.add(machine);
        return machine;
    }

    List<Machine> services() {
        return List.of(order, payment, fraud, otherFraud, recommendation);
    }

    /** The manifest of a service. */
    JsonNode manifest(Machine service) {
        return installation.workload(service.toString().replace(" (2)", ""));
    }

    /** How long Kubernetes would wait for it to end. */
    Duration grace(Machine service) {
        return Duration.ofSeconds(manifest(service)
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt());
    }

    URI edge() {
        return order.at(8080, "/");
    }

    /** Everything runs, nothing is in the way, and checkouts are as they should be, on both instances of fraud. */
    void heal() {
        assertThat(machines).as("killed for its memory").noneMatch(Machine::wasKilledForItsMemory);
        machines.forEach(Machine::heal);
        await("the shop is well")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> services().stream()
                        .allMatch(service -> customer.get(service.at(9000, "/q/health/ready"))
                                        .status()
                                == 200));
        for (Machine service : services()) {
            operator.post(service.at(9000, "/chaos/reset"));
        }
        untilUndegraded();
    }

    /** Several checkouts in a row, since one may have met the only instance that is well. */
    void untilUndegraded() {
        await("checkouts are undegraded")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        IntStream.range(0, 6).allMatch(i -> customer.buysTwo().isUndegraded()));
    }

    /** Breaks a point or the HTTP edge of one service. */
    void breaks(Machine service, String fault) {
        operator.put(service.at(9000, "/chaos/faults/test"), fault);
    }

    /** Orders that were neither paid, declined nor put aside. */
    int pendingOrders() {
        return count("orders", "select count(*) from orders where status = 'PAYMENT_PENDING'");
    }

    /** Orders that wait for a charge which is already there: its answer was lost. */
    int ordersChargedUnawares() {
        Set<String> pending = rows("orders", "select id from orders where status = 'PAYMENT_PENDING'");
        pending.retainAll(rows("payments", "select reference from processor.capture where status = 'CAPTURED'"));
        return pending.size();
    }

    /** Orders for which money was taken more than once: by the processor's own books. */
    int ordersChargedTwice() {
        return count("payments", """
                select count(*) from (select reference from processor.capture where status = 'CAPTURED'
                group by reference having count(*) > 1) as twice""");
    }

    private int count(String database, String query) {
        return Integer.parseInt(rows(database, query).iterator().next());
    }

    private Set<String> rows(String database, String query) {
        return postgres.run("psql", "--username", "postgres", "--dbname", database, "-Atc", query)
                .lines()
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        machines.forEach(Machine::remove);
        List.of(front, calls, state).forEach(Network::close);
    }
}
