package org.dermoscope.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelMeansTest {
    @Test
    void areOverPositionsAndImages() {
        ChannelMeans means = new ChannelMeans();
        means.add(new float[] {1, 3, -4, -6}, 2);
        means.add(new float[] {5, 7, 0, 2}, 2);
        assertThat(means.means()).containsExactly(4, -2);
    }
}
