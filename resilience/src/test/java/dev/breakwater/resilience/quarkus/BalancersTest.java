package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.balancer.LoadBalancer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancersTest {

    private static Balancers with(Map<String, String> figures) {
        Map<String, String> properties = new HashMap<>();
        properties.put("resilience.balancers.fraud.instances", "http://localhost:8083,http://localhost:8093");
        figures.forEach((property, value) -> properties.put("resilience.balancers.fraud." + property, value));
        BalancersConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(BalancersConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(BalancersConfig.class);
        return new Balancers(config, Resilience.plain(), host -> new InetAddress[] {
            InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), InetAddress.getByAddress(new byte[] {10, 0, 0, 2})
        });
    }

    private static LoadBalancer fraud(Balancers balancers) {
        return Objects.requireNonNull(balancers.forHost("fraud"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instances          | localhost:8083                     | instances has 'localhost:8083'; it must hold addresses such as http://localhost:8083
            instances          | //localhost:8083                   | instances has '//localhost:8083'; it must hold addresses such as http://localhost:8083
            instances          | ftp://localhost:8083               | instances has 'ftp://localhost:8083'; it must hold addresses such as http://localhost:8083
            instances          | http://localhost:8083/fraud        | instances has 'http://localhost:8083/fraud'; it must hold addresses such as http://localhost:8083
            instances          | http://localhost:70000             | instances has 'http://localhost:70000'; it must hold addresses such as http://localhost:8083
            instances          | http://a:1,http://b:1,http://A:1   | instances is [http://a:1, http://b:1, http://A:1]; it must name each instance once
            dns-refresh        | 0s                                 | dns-refresh is PT0S; it must be at least 1 ms, at most 1 day
            dns-refresh        | 25h                                | dns-refresh is PT25H; it must be at least 1 ms, at most 1 day
            health.path        | q/health/ready                     | health.path is 'q/health/ready'; it must begin with /, such as /q/health/ready
            health.interval    | PT0.0009S                          | health.interval is PT0.0009S; it must be at least 1 ms, at most 1 h
            health.timeout     | 0s                                 | health.timeout is PT0S; it must be at least 1 ms and at most the interval, PT1S
            health.ports       | 9083,9093,9103                     | health.ports is [9083, 9093, 9103]; it must hold one port for all instances, or one for each of the 2
            health.ports       | 9083,0                             | health.ports has 0; it must hold ports from 1 to 65535
            ejection.failures  | 0                                  | ejection.failures is 0; it must be at least 1
            """)
    void whatCannotBeStopsTheStart(String property, String value, String message) {
        assertThatThrownBy(() -> with(Map.of(property, value))).hasMessage("resilience.balancers.fraud." + message);
    }

    @Test
    void withDnsNobodyKnowsWhichPortWouldBeWhose() {
        assertThatThrownBy(() -> with(Map.of("discovery", "dns", "health.ports", "9083,9093")))
                .hasMessage("resilience.balancers.fraud.health.ports is [9083, 9093]; it must hold one port for all"
                        + " instances");
    }

    @Test
    void eachInstanceIsAskedOnItsOwnPortUnlessAnotherIsNamed() {
        assertThat(healthAddress(Map.of(), 1)).hasToString("http://localhost:8093/q/health");
        assertThat(healthAddress(Map.of("health.ports", "9083"), 1)).hasToString("http://localhost:9083/q/health");
        assertThat(healthAddress(Map.of("health.ports", "9083,9093"), 1)).hasToString("http://localhost:9093/q/health");
    }

    private static URI healthAddress(Map<String, String> figures, int instance) {
        Balancers balancers = with(figures);
        LoadBalancer fraud = fraud(balancers);
        return balancers.healthAddress(fraud, fraud.instances().get(instance), "/q/health");
    }

    @Test
    void whatDnsSaysTakesThePlaceOfTheName() {
        Balancers balancers =
                with(Map.of("instances", "http://fraud-service:8080", "discovery", "dns", "health.ports", "9000"));
        LoadBalancer fraud = fraud(balancers);
        assertThat(fraud.instances()).hasToString("[http://fraud-service:8080]");
        balancers.resolve(fraud);
        assertThat(fraud.instances()).hasToString("[http://10.0.0.1:8080, http://10.0.0.2:8080]");
        assertThat(balancers.healthAddress(fraud, fraud.instances().get(1), "/q/health"))
                .hasToString("http://10.0.0.2:9000/q/health");
    }
}
