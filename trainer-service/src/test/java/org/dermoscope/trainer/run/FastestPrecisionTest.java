package org.dermoscope.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dermoscope.architecture.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastestPrecisionTest {
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
        assertThat(FastestPrecision.of(List.of("processor\t: 0", line))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"avx2, FP32", "avx512_bf16, BF16"})
    void asksAllProcessors(String second, Precision expected) {
        assertThat(FastestPrecision.of(List.of("flags\t: avx512_bf16", "flags\t: " + second)))
                .isEqualTo(expected);
    }
}
