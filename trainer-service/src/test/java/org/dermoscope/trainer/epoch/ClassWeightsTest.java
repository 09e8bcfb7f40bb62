package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.trainer.data.ClassCounts;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
    private static final int[] LABELS = {5, 5, 5, 5, 5, 5, 4, 4};

    @Test
    void weighsClassesByTheirInverseFrequency() {
        ClassWeights weights = of(ImbalanceSpec.Kind.CLASS_WEIGHTS, 1);
        assertThat(weights.of(4) / weights.of(5)).isCloseTo(3, within(1e-12));
        assertThat((6 * weights.of(5) + 2 * weights.of(4)) / 8).isCloseTo(1, within(1e-12));
        assertThat(weights.of(0)).isZero();
    }

    @Test
    void softensTheWeightsByAPower() {
        ClassWeights weights = of(ImbalanceSpec.Kind.CLASS_WEIGHTS, 0.5);
        assertThat(weights.of(4) / weights.of(5)).isCloseTo(Math.sqrt(3), within(1e-12));
    }

    @Test
    void weighsAllClassesEquallyWhenNothingIsAskedFor() {
        assertThat(of(ImbalanceSpec.Kind.NONE, 1).factors()).containsOnly(1);
    }

    @Test
    void weighsTheFocalLossButNotWhatBalancesByOtherMeans() {
        assertThat(of(ImbalanceSpec.Kind.FOCAL, 1).of(4)).isCloseTo(2, within(1e-12));
        assertThat(of(ImbalanceSpec.Kind.FOCAL, 0).of(4)).isEqualTo(1);
        assertThat(of(ImbalanceSpec.Kind.BALANCED_SAMPLER, 1).factors()).containsOnly(1);
        assertThat(of(ImbalanceSpec.Kind.LOGIT_ADJUSTMENT, 1).factors()).containsOnly(1);
    }

    private static ClassWeights of(ImbalanceSpec.Kind kind, double power) {
        return ClassWeights.of(new ImbalanceSpec(kind, power), new ClassCounts(LABELS));
    }
}
