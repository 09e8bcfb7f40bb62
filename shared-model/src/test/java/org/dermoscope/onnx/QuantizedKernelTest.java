package org.dermoscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dermoscope.graph.Kernel;
import org.junit.jupiter.api.Test;

class QuantizedKernelTest {
    @Test
    void eachOutputChannelHasItsOwnScale() {
        Kernel kernel = new Kernel(
                new float[] {0.5f, -1, 0, 0.001f, 0.002f, -0.004f}, new Kernel.Size(2, 3, 1, 1), new float[] {1, -1});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.1f);
        assertThat(quantized.weights()).containsExactly(64, -127, 0, 32, 63, -127);
        assertThat(quantized.weightScales()).containsExactly(new float[] {1 / 127f, 0.004f / 127}, within(1e-9f));
        assertThat(quantized.bias()[0] * quantized.biasScales()[0]).isCloseTo(1, within(1e-3f));
        assertThat(quantized.bias()[1] * quantized.biasScales()[1]).isCloseTo(-1, within(1e-3f));
    }

    @Test
    void theSumOfAChannelStaysAndNoWeightIsOffByAWholeStep() {
        Random random = new Random(3);
        int per = 9 * 8;
        float[] weights = new float[16 * per];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextBoolean() ? (float) random.nextGaussian() : 0.4f;
        }
        QuantizedKernel quantized =
                QuantizedKernel.of(new Kernel(weights, new Kernel.Size(16, 8, 3, 3), new float[16]), 1);
        for (int o = 0; o < 16; o++) {
            double sum = 0;
            for (int i = o * per; i < (o + 1) * per; i++) {
                double error = quantized.weights()[i] - weights[i] / quantized.weightScales()[o];
                assertThat(error).isBetween(-1.0, 1.0);
                sum += error;
            }
            assertThat(sum).isBetween(-0.501, 0.501);
        }
    }

    @Test
    void aChannelOfZerosStaysZero() {
        Kernel kernel = new Kernel(new float[3], new Kernel.Size(1, 3, 1, 1), new float[] {0.5f});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.25f);
        assertThat(quantized.weights()).containsOnly(0);
        assertThat(quantized.bias()[0] * quantized.biasScales()[0]).isEqualTo(0.5f);
    }
}
