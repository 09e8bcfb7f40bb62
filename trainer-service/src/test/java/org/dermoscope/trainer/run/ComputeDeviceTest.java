package org.dermoscope.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dermoscope.architecture.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeDeviceTest {
    @ParameterizedTest
    @CsvSource({
        "flags\t\t: fpu avx512f avx512_bf16 avx512_vnni, BF16",
        "flags\t\t: fpu avx2 amx_bf16 amx_tile, BF16",
        "flags\t\t: fpu sse2 avx2 avx512f, FP32",
        "flags\t\t: fpu not_avx512_bf16, FP32",
        "Features\t: fp asimd bf16 i8mm, FP32",
        "model name\t: some avx512_bf16 machine, FP32"
    })
    void takesBf16WhereTheProcessorMultipliesIt(String line, Precision expected) {
        assertThat(fastest(List.of("processor\t: 0", line))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"avx2, FP32", "avx512_bf16, BF16"})
    void asksAllProcessors(String second, Precision expected) {
        assertThat(fastest(List.of("flags\t: avx512_bf16", "flags\t: " + second)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"75, FP32", "80, BF16", "90, BF16"})
    void takesBf16OnAGpuThatMultipliesIt(String capability, Precision expected) {
        assertThat(ComputeDevice.gpu(capability, 80L << 30).fastest()).isEqualTo(expected);
    }

    @Test
    void saysWhatItIs() {
        assertThat(ComputeDevice.gpu("90", 80L << 30).description()).isEqualTo("gpu, compute capability 9.0, 80 GiB");
        List<String> lines = List.of("processor\t: 0", "model name\t: Some Processor 9", "processor\t: 1");
        assertThat(ComputeDevice.processors(lines, 2, "amd64").description())
                .isEqualTo("cpu, Some Processor 9, 2 processors, amd64");
        assertThat(ComputeDevice.processors(List.of(), 4, "aarch64").description())
                .isEqualTo("cpu, 4 processors, aarch64");
    }

    @Test
    void knowsTheMachineItRunsOn() {
        ComputeDevice device = ComputeDevice.ofThisMachine();
        assertThat(device.description()).matches("(cpu|gpu), .+");
    }

    private static Precision fastest(List<String> lines) {
        return ComputeDevice.processors(lines, 2, "amd64").fastest();
    }
}
