package org.dermoscope.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KernelTest {
    private static final Kernel.Size ONE = new Kernel.Size(1, 2, 1, 1);

    @Test
    void foldingGivesConvolutionAndNormalisationInOne() {
        Kernel kernel = new Kernel(new float[] {2, -3}, ONE, new float[] {0.5f});
        Kernel.Normalization normalization = new Kernel.Normalization(
                new float[] {4}, new float[] {0.25f}, new float[] {1}, new float[] {3.999f}, 1e-3);
        Kernel folded = kernel.folded(normalization);
        double y = 2 * 0.7 - 3 * 0.2 + 0.5;
        double expected = 4 * (y - 1) / 2 + 0.25;
        assertThat(folded.weights()[0] * 0.7 + folded.weights()[1] * 0.2 + folded.bias()[0])
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void aKernelHasAsManyWeightsAsItsSizeSays() {
        assertThatThrownBy(() -> new Kernel(new float[3], ONE, new float[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A kernel of Size[out=1, in=2, height=1, width=1] has 2 weights and 1 biases, got 3 and 1");
    }
}
