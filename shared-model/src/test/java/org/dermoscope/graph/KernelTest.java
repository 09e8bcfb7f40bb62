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
    void scalingWeightsIsAsGoodAsScalingTheInputsChannels() {
        Kernel.Size size = new Kernel.Size(2, 2, 1, 2);
        Kernel kernel = new Kernel(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, size, new float[] {9, 10});
        Kernel scaled = kernel.scaled(new float[] {1, 0.5f});
        assertThat(scaled.weights()).containsExactly(1, 2, 1.5f, 2, 5, 6, 3.5f, 4);
        assertThat(scaled.bias()).containsExactly(9, 10);
    }

    @Test
    void aWidenedKernelDoesNotSeeTheChannelsBeyond() {
        Kernel.Size size = new Kernel.Size(2, 1, 1, 2);
        Kernel wide = new Kernel(new float[] {1, 2, 3, 4}, size, new float[] {9, 10}).widened(3);
        assertThat(wide.size()).isEqualTo(new Kernel.Size(2, 3, 1, 2));
        assertThat(wide.weights()).containsExactly(1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0);
    }

    @Test
    void aKernelHasAsManyWeightsAsItsSizeSays() {
        assertThatThrownBy(() -> new Kernel(new float[3], ONE, new float[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A kernel of Size[out=1, in=2, height=1, width=1] has 2 weights and 1 biases, got 3 and 1");
    }
}
