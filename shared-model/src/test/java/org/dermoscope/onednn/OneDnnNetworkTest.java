package org.dermoscope.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.Test;

class OneDnnNetworkTest {
    @Test
    void aCallHasOneThread() {
        int instructions = dnnl.dnnl_cpu_isa_avx2_vnni;
        assertThat(OneDnnNetwork.obstacle("1", instructions)).isEmpty();
        assertThat(OneDnnNetwork.obstacle("2", instructions))
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle).contains("OMP_NUM_THREADS is '2', it has to be 1"));
        assertThat(OneDnnNetwork.obstacle(null, instructions))
                .hasValueSatisfying(
                        obstacle -> assertThat(obstacle).contains("OMP_NUM_THREADS is not set, it has to be 1"));
    }

    @Test
    void processorsWhoseSumsOverflowAreNotUsed() {
        assertThat(OneDnnNetwork.obstacle("1", dnnl.dnnl_cpu_isa_avx512_core_vnni))
                .isEmpty();
        assertThat(OneDnnNetwork.obstacle("1", dnnl.dnnl_cpu_isa_avx512_core_amx))
                .isEmpty();
        for (int before : new int[] {
            dnnl.dnnl_cpu_isa_default, dnnl.dnnl_cpu_isa_sse41, dnnl.dnnl_cpu_isa_avx2, dnnl.dnnl_cpu_isa_avx512_core
        }) {
            assertThat(OneDnnNetwork.obstacle("1", before))
                    .hasValueSatisfying(obstacle -> assertThat(obstacle).contains("VNNI"));
        }
    }
}
