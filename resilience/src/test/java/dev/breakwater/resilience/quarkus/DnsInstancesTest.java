package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DnsInstancesTest {
    private final Map<String, String[]> dns = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final DnsInstances instances = new DnsInstances(
            List.of(URI.create("http://a:8080"), URI.create("https://b")), this::addressesOf, warnings::add);

    private InetAddress[] addressesOf(String host) throws UnknownHostException {
        String[] texts = dns.get(host);
        if (texts == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]); // a literal: nobody is asked
        }
        return addresses;
    }

    private void says(String host, String... addresses) {
        dns.put(host, addresses);
    }

    private void assertFound(String... addresses) {
        assertThat(instances.ask())
                .containsExactlyElementsOf(Stream.of(addresses).map(URI::create).toList());
    }

    @Test
    void everyAddressOfEveryNameIsAnInstanceWithTheNamesSchemeAndPort() {
        says("a", "10.0.0.2", "10.0.0.1", "10.0.0.2");
        says("b", "2001:db8::1");
        assertFound("http://10.0.0.1:8080", "http://10.0.0.2:8080", "https://[2001:db8:0:0:0:0:0:1]");
        assertThat(warnings).isEmpty();
    }

    @Test
    void ofANameThatDnsDoesNotKnowNowWhatItSaidLastStays() {
        says("a", "10.0.0.1");
        says("b", "10.0.1.1");
        assertFound("http://10.0.0.1:8080", "https://10.0.1.1");
        dns.remove("b");
        says("a", "10.0.0.3");
        assertFound("http://10.0.0.3:8080", "https://10.0.1.1");
        dns.remove("a");
        assertFound("http://10.0.0.3:8080", "https://10.0.1.1");
        says("b", "10.0.1.2");
        assertFound("http://10.0.0.3:8080", "https://10.0.1.2");
    }

    @Test
    void aNameThatWasNeverKnownHasNoInstance() {
        assertFound();
        says("a", "10.0.0.1");
        assertFound("http://10.0.0.1:8080");
    }

    @Test
    void aChangeIsToldOnce() {
        says("a", "10.0.0.1");
        for (int i = 0; i < 3; i++) {
            instances.ask();
        }
        assertThat(warnings).containsExactly("DNS knows no address of b; those known before stay in use");
        says("b", "10.0.1.1");
        for (int i = 0; i < 3; i++) {
            instances.ask();
        }
        assertThat(warnings).hasSize(2).last().isEqualTo("DNS knows b again");
    }
}
