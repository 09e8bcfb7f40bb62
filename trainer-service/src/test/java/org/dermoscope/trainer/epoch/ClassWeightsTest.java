package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.dermoscope.architecture.ImbalanceSpec;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    private static final int[] LABELS = {5, 5, 5, 5, 5, 5, 4, 4};

    @Test
    void weighsClassesByTheirInverseFrequency() {
        ClassWeights weights = ClassWeights.of(new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1), LABELS);
        assertThat(weights.of(4) / weights.of(5)).isCloseTo(3, within(1e-12));
        assertThat((6 * weights.of(5) + 2 * weights.of(4)) / 8).isCloseTo(1, within(1e-12));
        assertThat(weights.of(0)).isZero();
    }

    @Test
    void softensTheWeightsByAPower() {
        ClassWeights weights = ClassWeights.of(new ImbalanceSpec(ImbalanceSpec.Kind.CLASS_WEIGHTS, 0.5), LABELS);
        assertThat(weights.of(4) / weights.of(5)).isCloseTo(Math.sqrt(3), within(1e-12));
    }

    @Test
    void weighsAllClassesEquallyWhenNothingIsAskedFor() {
        assertThat(ClassWeights.of(new ImbalanceSpec(ImbalanceSpec.Kind.NONE, 1), LABELS)
                        .factors())
                .containsOnly(1);
    }

    @Test
    void dividesTheWeightedLossByTheNumberOfImages() {
        ClassWeights weights = new ClassWeights(new double[] {3, 0.5, 1, 1, 1, 1, 1});
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray logits = manager.zeros(new Shape(2, 7));
            NDArray loss = new WeightedCrossEntropy(weights).loss(logits, new int[] {0, 1, 6});
            assertThat((double) loss.getFloat()).isCloseTo((3 + 0.5) / 2 * Math.log(7), within(1e-6));
        }
    }
}
