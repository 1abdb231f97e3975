package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private final Clients clients = new Clients(Set.of("k-1"), List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    private String id(String key, String peer, String... forwardedFor) {
        return clients.identify(key, peer, List.of(forwardedFor)).id();
    }

    @Test
    void aConfiguredKeyNamesItsClient() {
        assertThat(clients.identify("k-1", "203.0.113.5", List.of())).isEqualTo(new Client("key:k-1", true));
    }

    @Test
    void anyOtherKeyIsNone() {
        assertThat(clients.identify("k-2", "203.0.113.5", List.of()))
                .isEqualTo(new Client("address:203.0.113.5", false));
        assertThat(id(null, "203.0.113.5")).isEqualTo("address:203.0.113.5");
    }

    @Test
    void aStrangersForwardingHeaderIsNotBelieved() {
        assertThat(id(null, "203.0.113.5", "198.51.100.1")).isEqualTo("address:203.0.113.5");
    }

    @Test
    void behindProxiesOfOursTheNearestOtherAddressCounts() {
        assertThat(id(null, "10.1.2.3", "198.51.100.1")).isEqualTo("address:198.51.100.1");
        assertThat(id(null, "10.1.2.3", "1.1.1.1, 198.51.100.1, 192.0.2.7")).isEqualTo("address:198.51.100.1");
        assertThat(id(null, "10.1.2.3", "1.1.1.1", "198.51.100.1")).isEqualTo("address:198.51.100.1");
        assertThat(id(null, "10.1.2.3", "10.9.9.9")).isEqualTo("address:10.9.9.9");
    }

    @Test
    void nonsenseInTheHeaderEndsTheSearch() {
        assertThat(id(null, "10.1.2.3", "198.51.100.1, evil")).isEqualTo("address:10.1.2.3");
        assertThat(id(null, "10.1.2.3", "")).isEqualTo("address:10.1.2.3");
    }

    @Test
    void anIpv6ClientIsItsNetworkOf64Bits() {
        assertThat(id(null, "2001:db8:1:2:3:4:5:6")).isEqualTo(id(null, "2001:db8:1:2:ffff::1"));
        assertThat(id(null, "2001:db8:1:2::1")).isNotEqualTo(id(null, "2001:db8:1:3::1"));
        assertThat(id(null, "fd00::1", "2001:db8:1:2::1")).startsWith("address:2001:db8:1:2:");
    }

    @Test
    void anIpv4ClientIsTheSameHoweverItIsWritten() {
        assertThat(id(null, "10.1.2.3", "::ffff:198.51.100.1")).isEqualTo("address:198.51.100.1");
        assertThat(id(null, "::ffff:198.51.100.2")).isEqualTo("address:198.51.100.2");
        assertThat(id(null, "::ffff:c633:6403")).isEqualTo("address:198.51.100.3");
        assertThat(id(null, "::ffff:10.1.2.3", "198.51.100.1")).isEqualTo("address:198.51.100.1");
        assertThat(new Clients(Set.of(), List.of("::ffff:10.0.0.7"))
                        .identify(null, "10.0.0.7", List.of("1.1.1.1"))
                        .id())
                .isEqualTo("address:1.1.1.1");
    }

    @Test
    void aNetworkThatIsNoneIsRefusedInWords() {
        for (String text : List.of("10.0.0.0/33", "nonsense", "10.0.0.0/x", "::ffff:10.0.0.0/24", "")) {
            assertThatThrownBy(() -> Network.parse(text))
                    .hasMessage("resilience.clients.trusted-proxies has '" + text
                            + "'; it must hold addresses, or networks such as 10.0.0.0/8");
        }
    }
}
