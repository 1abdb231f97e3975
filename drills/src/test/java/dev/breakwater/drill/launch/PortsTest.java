package dev.breakwater.drill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void theStandardOnesAreThoseOfTheReadme() throws Exception {
        try (Ports ports = Ports.standard()) {
            assertThat(ports.http(Service.ORDER)).isEqualTo(8081);
            assertThat(ports.http(Service.RECOMMENDATION)).isEqualTo(8084);
            assertThat(ports.management(Service.ORDER)).isEqualTo(9081);
            assertThat(ports.management(Service.RECOMMENDATION)).isEqualTo(9084);
        }
    }

    @Test
    void systemsThatRunAtTheSameTimeShareNone() throws Exception {
        List<Ports> systems = new ArrayList<>();
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            systems.add(Ports.free());
        }
        for (Ports ports : systems) {
            all.add(ports.database());
            for (Service service : Service.values()) {
                all.add(ports.http(service));
                all.add(ports.management(service));
            }
            ports.close();
        }
        assertThat(all).hasSize(10 * (1 + 2 * Service.values().length));
    }

    @Test
    void saysWhichAreTakenAndByWhomTheyAreWanted() throws Exception {
        try (Ports ports = Ports.free();
                ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.management(Service.FRAUD)));

            assertThat(ports.taken()).containsExactly(ports.management(Service.FRAUD) + " (fraud-service, management)");
        }
    }
}
