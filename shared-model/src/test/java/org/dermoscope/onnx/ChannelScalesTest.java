package org.dermoscope.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dermoscope.graph.UnsupportedBlockException;
import org.junit.jupiter.api.Test;

class ChannelScalesTest {
    /** Two channels and one with another scale. */
    private static ChannelScales joined() {
        return ChannelScales.joined(
                "joined",
                List.of(
                        ChannelScales.uniform(new ActivationScale(0.5f, 0), 2),
                        ChannelScales.uniform(new ActivationScale(2, 0), 1)));
    }

    @Test
    void aConcatenationKeepsTheScalesOfItsParts() {
        ChannelScales joined = joined();
        assertThat(joined.scales()).containsExactly(0.5f, 0.5f, 2);
        assertThat(joined.largest()).isEqualTo(2);
        assertThat(joined.factors()).containsExactly(0.25f, 0.25f, 1);
    }

    @Test
    void aValueIsReadAsItsChannelsIntegerTimesTheLargestScale() {
        assertThat(joined().read(new float[] {3, 4, 8})).containsExactly(12, 16, 8);
    }

    @Test
    void partsWithAnotherIntegerForZeroAreRefused() {
        List<ChannelScales> parts = List.of(
                ChannelScales.uniform(new ActivationScale(1, 160), 3),
                ChannelScales.uniform(new ActivationScale(1, 0), 8));
        assertThatThrownBy(() -> ChannelScales.joined("block1/concatenation", parts))
                .isInstanceOf(UnsupportedBlockException.class)
                .hasMessage(
                        "Tensor 'block1/concatenation' cannot be concatenated in integers: 0 is 160 in one part of it"
                                + " and 0 in another");
    }
}
