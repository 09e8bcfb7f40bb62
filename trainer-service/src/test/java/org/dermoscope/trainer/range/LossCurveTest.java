package org.dermoscope.trainer.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossCurveTest {
    private final LossCurve curve = new LossCurve();

    private double smoothed() {
        return curve.steps().get(curve.size() - 1).smoothedLoss();
    }

    @Test
    void aConstantLossIsItsOwnAverageFromTheFirstStepOn() {
        for (int step = 1; step <= 5; step++) {
            curve.add(0.1 * step, 2);
            assertThat(smoothed()).isCloseTo(2, within(1e-12));
        }
    }

    @Test
    void theAverageIsCorrectedForItsStart() {
        curve.add(0.1, 3);
        curve.add(0.2, 1);
        // (0.9 * 0.1 * 3 + 0.1 * 1) / (1 - 0.9^2)
        assertThat(smoothed()).isCloseTo(0.37 / 0.19, within(1e-12));
        assertThat(curve.steps()).extracting(LrRangeStep::step).containsExactly(1, 2);
        assertThat(curve.steps()).extracting(LrRangeStep::learningRate).containsExactly(0.1, 0.2);
        assertThat(curve.steps()).extracting(LrRangeStep::loss).containsExactly(3.0, 1.0);
    }

    @Test
    void theLossRoseOnceItsAverageExceedsFourTimesTheLowest() {
        curve.add(0.1, 1);
        // (0.09 + 0.1 x) / 0.19 exceeds 4 just above x = 6.7
        curve.add(0.2, 6.6);
        assertThat(curve.rose()).isFalse();

        LossCurve other = new LossCurve();
        other.add(0.1, 1);
        other.add(0.2, 6.8);
        assertThat(other.rose()).isTrue();
    }
}
