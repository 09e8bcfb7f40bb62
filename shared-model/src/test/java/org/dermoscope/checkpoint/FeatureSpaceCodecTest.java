package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dermoscope.quality.FeatureSpace;
import org.junit.jupiter.api.Test;

class FeatureSpaceCodecTest {
    private static final FeatureSpace SPACE =
            new FeatureSpace(new float[] {1, -2, 0.5f}, new float[][] {{1, 0, 0}, {0, 0.6f, 0.8f}});

    @Test
    void givesBackWhatItWrote() {
        FeatureSpace read = FeatureSpaceCodec.decode(FeatureSpaceCodec.encode(SPACE));
        assertThat(read.mean()).containsExactly(SPACE.mean());
        assertThat(read.components()).isDeepEqualTo(SPACE.components());
    }

    @Test
    void refusesOtherTensorsAndValuesThatAreNoNumbers() {
        assertRefused(
                WeightsCodec.encodeValues(Map.of("mean", new FloatTensor(List.of(2L), new float[2]))),
                "The feature space has {mean=[2]}; expected: mean [C] and components [K, C]");
        assertRefused(
                WeightsCodec.encodeValues(Map.of(
                        "mean", new FloatTensor(List.of(2L), new float[2]),
                        "components", new FloatTensor(List.of(2L, 3L), new float[6]))),
                "expected: mean [C] and components [K, C]");
        assertRefused(FeatureSpaceCodec.encode(new FeatureSpace(new float[] {Float.NaN}, new float[][] {{1}})), "mean");
        byte[] cut = FeatureSpaceCodec.encode(SPACE);
        assertRefused(Arrays.copyOf(cut, cut.length - 1), "byte");
    }

    private static void assertRefused(byte[] file, String sentence) {
        assertThatThrownBy(() -> FeatureSpaceCodec.decode(file))
                .isInstanceOf(CheckpointRejectedException.class)
                .hasMessageContaining(sentence);
    }
}
