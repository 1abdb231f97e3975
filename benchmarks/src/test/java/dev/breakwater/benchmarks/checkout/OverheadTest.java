package dev.breakwater.benchmarks.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverheadTest {

    @Test
    void theMedianOfThePairsDecides() {
        Throughput unprotected = new Throughput(100, 5, 10, 0);
        Overhead overhead = new Overhead(List.of(
                new Pair(new Throughput(99, 5, 10.5, 0), unprotected),
                new Pair(new Throughput(50, 9, 30, 0), unprotected),
                new Pair(new Throughput(98, 5, 10, 0), unprotected)));
        assertThat(overhead.throughput()).isEqualTo(0.98);
        assertThat(overhead.p99()).isEqualTo(1.05);
    }
}
