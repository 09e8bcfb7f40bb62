package org.dermoscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dermoscope.graph.Kernel;
import org.junit.jupiter.api.Test;

class QuantizedKernelTest {
    @Test
    void eachOutputChannelHasItsOwnScale() {
        Kernel kernel = new Kernel(
                new float[] {0.5f, -1, 0, 0.001f, 0.002f, -0.004f}, new Kernel.Size(2, 3, 1, 1), new float[] {1, -1});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.1f);
        assertThat(quantized.weights()).containsExactly(64, -127, 0, 32, 64, -127);
        assertThat(quantized.weightScales()).containsExactly(new float[] {1 / 127f, 0.004f / 127}, within(1e-9f));
        assertThat(quantized.bias()[0] * quantized.biasScales()[0]).isCloseTo(1, within(1e-3f));
        assertThat(quantized.bias()[1] * quantized.biasScales()[1]).isCloseTo(-1, within(1e-3f));
    }

    @Test
    void aChannelOfZerosStaysZero() {
        Kernel kernel = new Kernel(new float[3], new Kernel.Size(1, 3, 1, 1), new float[] {0.5f});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.25f);
        assertThat(quantized.weights()).containsOnly(0);
        assertThat(quantized.bias()[0] * quantized.biasScales()[0]).isEqualTo(0.5f);
    }
}
