package dev.breakwater.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void saysMetAtTheLimitAndByHowMuchItWasMissed() {
        assertThat(Target.UNI.verdict(0.25)).isEqualTo("met");
        assertThat(Target.UNI.verdict(0.27)).isEqualTo("missed by 0.02");
        assertThat(Target.THROUGHPUT.verdict(0.97)).isEqualTo("met");
        assertThat(Target.THROUGHPUT.verdict(0.955)).isEqualTo("missed by 0.015");
    }

    @Test
    void nothingOfABillionthOfAByteIsLeft() {
        assertThat(Target.BYTES_SYNC.verdict(0.0003)).isEqualTo("met");
        assertThat(Target.BYTES_SYNC.verdict(16)).isEqualTo("missed by 16");
        assertThat(Target.BYTES_UNI.number(240)).isEqualTo("240");
    }

    @Test
    void saysItsLimit() {
        assertThat(Target.SYNC_SOLO.limitText()).isEqualTo("≤ 0.5");
        assertThat(Target.THROUGHPUT.limitText()).isEqualTo("≥ 0.97");
    }
}
