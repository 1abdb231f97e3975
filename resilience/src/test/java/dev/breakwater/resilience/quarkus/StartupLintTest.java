package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.bulkhead.BulkheadConfig;
import dev.breakwater.resilience.bulkhead.BulkheadConfig.Kind;
import dev.breakwater.resilience.policy.LayerKind;
import dev.breakwater.resilience.policy.PolicyConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service is warned of at the start, by what its REST clients and its configuration say. */
class StartupLintTest {
    private final Trial trial = new Trial();
    private final SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();

    @RegisterRestClient(configKey = "shop")
    private interface ShopClient {
        @GET
        @Resilient("read")
        String read();

        @POST
        @Resilient("write")
        String write();
    }

    @RegisterRestClient
    @Resilient("write")
    private interface Nameless {
        @GET
        String read();
    }

    /** No REST client. */
    @Resilient("write")
    private interface Bean {
        @POST
        String write();
    }

    @BeforeEach
    void define() {
        define("edge", new BulkheadConfig(60, 0, Kind.FIXED));
        define("read", new BulkheadConfig(10, 0, Kind.FIXED));
        define("write", new BulkheadConfig(20, 0, Kind.FIXED));
    }

    private void define(String name, BulkheadConfig bulkhead) {
        trial.define(name, PolicyConfig.DEFAULTS.withBulkhead(bulkhead));
    }

    private void put(String policy, BulkheadConfig bulkhead) {
        trial.resilience
                .policy(policy)
                .reconfigure(trial.resilience.policy(policy).config().withBulkhead(bulkhead));
    }

    private List<String> warnings(Class<?> client, String method, String policy) {
        try {
            return new StartupLint(config.build())
                    .ofClient(client, client.getDeclaredMethod(method), trial.resilience.policy(policy));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWriteThatIsNeverRetriedIsNamed() {
        assertThat(warnings(ShopClient.class, "write", "write"))
                .containsExactly(
                        "ShopClient.write is a write that is neither @Idempotent nor keyed: policy 'write' with"
                                + " its 3 attempts never retries it");
        assertThat(warnings(ShopClient.class, "read", "read")).isEmpty();
    }

    @Test
    void bulkheadsThatFitOneByOneMustFitTogetherToo() {
        config.withDefaultValue("quarkus.rest-client.shop.connection-pool-size", "30");
        assertThat(warnings(ShopClient.class, "read", "read")).isEmpty();
        put("read", new BulkheadConfig(11, 0, Kind.FIXED));
        assertThat(warnings(ShopClient.class, "read", "read"))
                .containsExactly("the bulkheads of the client ShopClient (read, write) let 31 calls run at once, but it"
                        + " has 30 connections: the others wait in the pool's queue");
    }

    @Test
    void aPolicyWithoutABulkheadIsNotCounted() {
        config.withDefaultValue("quarkus.rest-client.shop.connection-pool-size", "10");
        trial.resilience
                .policy("write")
                .reconfigure(trial.resilience.policy("write").config().withOrder(List.of(LayerKind.TIMEOUT)));
        assertThat(warnings(ShopClient.class, "read", "read")).isEmpty();
    }

    @Test
    void whoTakesAnothersPermitsMayTakeItsShareOfThose() {
        config.withDefaultValue("quarkus.rest-client.connection-pool-size", "29");
        Trial shared = new Trial();
        shared.define("edge", PolicyConfig.DEFAULTS.withBulkhead(new BulkheadConfig(60, 0, Kind.FIXED)));
        shared.define("write", PolicyConfig.DEFAULTS.withBulkhead(new BulkheadConfig(20, 0, Kind.FIXED, "edge", 0.5)));
        assertThat(new StartupLint(config.build())
                        .ofClient(Nameless.class, Nameless.class.getMethods()[0], shared.resilience.policy("write")))
                .singleElement()
                .asString()
                .contains("(write) let 30 calls run at once, but it has 29 connections");
    }

    @Test
    void aClientWithoutAKeyIsConfiguredByItsQuotedName() {
        String key = "quarkus.rest-client.\"" + Nameless.class.getName() + "\".connection-pool-size";
        config.withDefaultValue(key, "19");
        assertThat(warnings(Nameless.class, "read", "write"))
                .singleElement()
                .asString()
                .contains("it has 19 connections");
    }

    @Test
    void fiftyConnectionsAreWhatQuarkusGives() {
        put("write", new BulkheadConfig(50, 0, Kind.FIXED));
        assertThat(warnings(Nameless.class, "read", "write")).isEmpty();
        put("write", new BulkheadConfig(51, 0, Kind.FIXED));
        assertThat(warnings(Nameless.class, "read", "write")).hasSize(1);
    }

    @Test
    void whatIsNoRestClientHasNoPool() {
        put("write", new BulkheadConfig(51, 0, Kind.FIXED));
        assertThat(warnings(Bean.class, "write", "write")).isEmpty();
    }

    @Test
    void thePoliciesOwnFiguresAreLookedOver() {
        trial.define("slow", PolicyConfig.DEFAULTS.withTimeout(Duration.ofSeconds(30)));
        assertThat(new StartupLint(config.build()).ofPolicies(trial.resilience))
                .singleElement()
                .asString()
                .startsWith("policy 'slow': a probe takes up to 90330 ms");
    }
}
