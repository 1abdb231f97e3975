package dev.breakwater.drill.launch;

import static dev.breakwater.drill.launch.Instance.first;
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
    private static final Instance SECOND_FRAUD = new Instance(Service.FRAUD, 2);
    private static final List<Instance> ALL = List.of(
            first(Service.ORDER),
            first(Service.PAYMENT),
            first(Service.FRAUD),
            first(Service.RECOMMENDATION),
            SECOND_FRAUD);

    @Test
    void theStandardOnesAreThoseOfTheReadme() throws Exception {
        try (Ports ports = Ports.standard()) {
            assertThat(ports.http(first(Service.ORDER))).isEqualTo(8081);
            assertThat(ports.http(first(Service.RECOMMENDATION))).isEqualTo(8084);
            assertThat(ports.management(first(Service.ORDER))).isEqualTo(9081);
            assertThat(ports.management(first(Service.RECOMMENDATION))).isEqualTo(9084);
            assertThat(ports.http(SECOND_FRAUD)).isEqualTo(8093);
            assertThat(ports.management(SECOND_FRAUD)).isEqualTo(9093);
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
            for (Instance instance : ALL) {
                all.add(ports.http(instance));
                all.add(ports.management(instance));
            }
            ports.close();
        }
        assertThat(all).hasSize(10 * (1 + 2 * ALL.size()));
    }

    @Test
    void saysWhichAreTakenAndByWhomTheyAreWanted() throws Exception {
        try (Ports ports = Ports.free();
                ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.management(SECOND_FRAUD)));

            assertThat(ports.taken(ALL))
                    .containsExactly(ports.management(SECOND_FRAUD) + " (fraud-service-2, management)");
        }
    }
}
