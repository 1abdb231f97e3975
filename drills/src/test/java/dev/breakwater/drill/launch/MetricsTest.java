package dev.breakwater.drill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = Metrics.parse("""
            # HELP http_server_requests_seconds
            http_server_requests_seconds_count{method="POST",status="200",uri="/charges"} 7
            http_server_requests_seconds_count{method="POST",status="503",uri="/charges"} 2.0
            http_server_requests_seconds_count{method="GET",status="200",uri="/charges/{id}"} 5
            http_server_requests_seconds_sum{method="POST",status="200",uri="/charges"} 100
            http_server_active_requests 3.0
            """);

    @Test
    void sumsTheSeriesThatHaveTheLabels() {
        assertThat(metrics.sum("http_server_requests_seconds_count", "method=\"POST\""))
                .isEqualTo(9);
        assertThat(metrics.sum("http_server_requests_seconds_count", "method=\"POST\"", "status=\"503\""))
                .isEqualTo(2);
    }

    @Test
    void readsASeriesWithoutLabels() {
        assertThat(metrics.sum("http_server_active_requests")).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsNone() {
        assertThat(metrics.sum("http_server")).isZero();
    }
}
