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
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.1f, new float[3]);
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
                QuantizedKernel.of(new Kernel(weights, new Kernel.Size(16, 8, 3, 3), new float[16]), 1, new float[8]);
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
    void noTwoNeighbouringProductsOverflowSixteenBits() {
        Random random = new Random(5);
        Kernel.Size size = new Kernel.Size(64, 12, 3, 3);
        float[] weights = new float[size.out() * size.perOutput()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        byte[] rounded = QuantizedKernel.of(new Kernel(weights, size, new float[64]), 1, new float[12])
                .weights();
        int largest = 0;
        for (int i = 0; i < rounded.length; i++) {
            if (i / 9 % 2 == 0) {
                largest = Math.max(largest, Math.abs(rounded[i] + rounded[i + 9]) * 255);
            }
        }
        assertThat(largest).isBetween(126 * 255, (int) Short.MAX_VALUE);
    }

    @Test
    void aChannelOfADepthwiseConvolutionHasNoNeighbourAndTakesTheWholeRange() {
        Kernel kernel = new Kernel(new float[] {1, 1, 1, -2, -2, -2}, new Kernel.Size(2, 1, 1, 3), new float[2]);
        assertThat(QuantizedKernel.of(kernel, 1, new float[2]).weights())
                .containsExactly(127, 127, 127, -127, -127, -127);
    }

    @Test
    void whatRoundingChangesForTheMeanInputIsTakenOffTheBias() {
        Random random = new Random(7);
        int groups = 2;
        Kernel.Size size = new Kernel.Size(8, 6, 3, 3);
        float[] weights = new float[size.out() * size.perOutput()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] means = new float[groups * size.in()];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) Math.abs(random.nextGaussian()) * 10;
        }
        Kernel kernel = new Kernel(weights, size, new float[] {0, 1, 2, 3, -4, -5, -6, 700});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.05f, means);
        for (int o = 0; o < size.out(); o++) {
            int group = o / (size.out() / groups);
            double exact = kernel.bias()[o];
            double rounded = (double) quantized.bias()[o] * quantized.biasScales()[o];
            for (int i = 0; i < size.perOutput(); i++) {
                int weight = o * size.perOutput() + i;
                double mean = means[group * size.in() + i / 9];
                exact += weights[weight] * mean;
                rounded += (double) quantized.weights()[weight] * quantized.weightScales()[o] * mean;
            }
            assertThat(rounded).isCloseTo(exact, within(0.51 * quantized.biasScales()[o] + 1e-4));
        }
    }

    @Test
    void aChannelOfZerosStaysZero() {
        Kernel kernel = new Kernel(new float[3], new Kernel.Size(1, 3, 1, 1), new float[] {0.5f});
        QuantizedKernel quantized = QuantizedKernel.of(kernel, 0.25f, new float[3]);
        assertThat(quantized.weights()).containsOnly(0);
        assertThat(quantized.bias()[0] * quantized.biasScales()[0]).isEqualTo(0.5f);
    }
}
