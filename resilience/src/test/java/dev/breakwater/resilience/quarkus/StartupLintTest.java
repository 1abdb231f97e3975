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
    /** Policies that the test application has too: Quarkus makes a bean of every client it finds, of these as well. */
    private static final String READ = "bean";

    private static final String WRITE = "shop";

    private final Trial trial = new Trial();
    private final SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();

    @RegisterRestClient(configKey = "shop")
    private interface ShopClient {
        @GET
        @Resilient(READ)
        String read();

        @POST
        @Resilient(WRITE)
        String write();
    }

    @RegisterRestClient
    @Resilient(WRITE)
    private interface Nameless {
        @GET
        String read();
    }

    /** No REST client. */
    @Resilient(WRITE)
    private interface Bean {
        @POST
        String write();
    }

    @BeforeEach
    void define() {
        define("edge", new BulkheadConfig(60, 0, Kind.FIXED));
        define(READ, new BulkheadConfig(10, 0, Kind.FIXED));
        define(WRITE, new BulkheadConfig(20, 0, Kind.FIXED));
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
        assertThat(warnings(ShopClient.class, "write", WRITE))
                .containsExactly("ShopClient.write is a write that is neither @Idempotent nor keyed: policy 'shop' with"
                        + " its 3 attempts never retries it");
        assertThat(warnings(ShopClient.class, "read", READ)).isEmpty();
    }

    @Test
    void bulkheadsThatFitOneByOneMustFitTogetherToo() {
        config.withDefaultValue("quarkus.rest-client.shop.connection-pool-size", "30");
        assertThat(warnings(ShopClient.class, "read", READ)).isEmpty();
        put(READ, new BulkheadConfig(11, 0, Kind.FIXED));
        assertThat(warnings(ShopClient.class, "read", READ))
                .containsExactly("the bulkheads of the client ShopClient (bean, shop) let 31 calls run at once, but it"
                        + " has 30 connections: the others wait in the pool's queue");
    }

    @Test
    void aPolicyWithoutABulkheadIsNotCounted() {
        config.withDefaultValue("quarkus.rest-client.shop.connection-pool-size", "10");
        trial.resilience
                .policy(WRITE)
                .reconfigure(trial.resilience.policy(WRITE).config().withOrder(List.of(LayerKind.TIMEOUT)));
        assertThat(warnings(ShopClient.class, "read", READ)).isEmpty();
    }

    @Test
    void whoTakesAnothersPermitsMayTakeItsShareOfThose() {
        config.withDefaultValue("quarkus.rest-client.connection-pool-size", "29");
        Trial shared = new Trial();
        shared.define("edge", PolicyConfig.DEFAULTS.withBulkhead(new BulkheadConfig(60, 0, Kind.FIXED)));
        shared.define(WRITE, PolicyConfig.DEFAULTS.withBulkhead(new BulkheadConfig(20, 0, Kind.FIXED, "edge", 0.5)));
        assertThat(new StartupLint(config.build())
                        .ofClient(Nameless.class, Nameless.class.getMethods()[0], shared.resilience.policy(WRITE)))
                .singleElement()
                .asString()
                .contains("(shop) let 30 calls run at once, but it has 29 connections");
    }

    @Test
    void aClientWithoutAKeyIsConfiguredByItsQuotedName() {
        String key = "quarkus.rest-client.\"" + Nameless.class.getName() + "\".connection-pool-size";
        config.withDefaultValue(key, "19");
        assertThat(warnings(Nameless.class, "read", WRITE))
                .singleElement()
                .asString()
                .contains("it has 19 connections");
    }

    @Test
    void fiftyConnectionsAreWhatQuarkusGives() {
        put(WRITE, new BulkheadConfig(50, 0, Kind.FIXED));
        assertThat(warnings(Nameless.class, "read", WRITE)).isEmpty();
        put(WRITE, new BulkheadConfig(51, 0, Kind.FIXED));
        assertThat(warnings(Nameless.class, "read", WRITE)).hasSize(1);
    }

    @Test
    void whatIsNoRestClientHasNoPool() {
        put(WRITE, new BulkheadConfig(51, 0, Kind.FIXED));
        assertThat(warnings(Bean.class, "write", WRITE)).isEmpty();
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
