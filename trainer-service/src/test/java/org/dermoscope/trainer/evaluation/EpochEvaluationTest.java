package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class EpochEvaluationTest {
    private static final float[] LOGITS = {
        0, 0, 0, 0, 3, 1, 0,
        0, 0, 0, 0, 1, 2, 0,
        5, 0, 0, 0, 0, 1, 0,
        // Left over from a larger batch, must not count.
        9, 0, 0, 0, 0, 0, 0
    };
    private static final int[] LABELS = {4, 4, 5, 0};

    @Test
    void logitsAndTheirPredictionsGiveTheSameFigures() {
        EpochEvaluation byLogits = new EpochEvaluation();
        byLogits.addLogits(LOGITS, LABELS, 2);
        byLogits.addLogits(new float[] {5, 0, 0, 0, 0, 1, 0}, new int[] {5}, 1);
        EpochEvaluation byPredictions = new EpochEvaluation();
        for (int i = 0; i < 3; i++) {
            byPredictions.add(
                    Prediction.ofLogits(java.util.Arrays.copyOfRange(LOGITS, i * 7, i * 7 + 7)),
                    LesionClass.ofIndex(LABELS[i]));
        }

        EpochFigures figures = byLogits.figures();

        assertThat(figures.images()).isEqualTo(3);
        assertThat(figures.accuracy()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(figures.balancedAccuracy()).isCloseTo(0.25, within(1e-12));
        assertThat(figures.recall()).containsOnlyKeys("mel", "nv").containsEntry("mel", 0.5);
        // ln(5 + e^3 + e) - 3, ln(5 + e + e^2) - 1, ln(5 + e^5 + e) - 1
        double expected = (Math.log(5 + Math.exp(3) + Math.exp(1))
                        - 3
                        + Math.log(5 + Math.exp(1) + Math.exp(2))
                        - 1
                        + Math.log(5 + Math.exp(5) + Math.exp(1))
                        - 1)
                / 3;
        assertThat(figures.loss()).isCloseTo(expected, within(1e-9));
        assertThat(byPredictions.figures().loss()).isCloseTo(expected, within(1e-9));
        assertThat(byPredictions.confusionMatrix()).isEqualTo(byLogits.confusionMatrix());
    }

    @Test
    void equalLogitsCountAsTheLowerIndexAsInPredictions() {
        EpochEvaluation evaluation = new EpochEvaluation();
        evaluation.addLogits(new float[] {0, 2, 2, 0, 0, 0, 0}, new int[] {1}, 1);

        assertThat(evaluation.figures().accuracy()).isEqualTo(1);
        assertThat(Prediction.ofLogits(new float[] {0, 2, 2, 0, 0, 0, 0}).top()).isEqualTo(LesionClass.BCC);
    }

    @Test
    void hugeLogitsNeitherOverflowNorLoseTheLoss() {
        EpochEvaluation evaluation = new EpochEvaluation();
        evaluation.addLogits(new float[] {1000, 0, 0, 0, 0, 0, 0}, new int[] {1}, 1);

        assertThat(evaluation.figures().loss()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void outputsThatAreNotFiniteAreReported() {
        EpochEvaluation evaluation = new EpochEvaluation();

        assertThatThrownBy(() -> evaluation.addLogits(new float[] {0, 0, Float.NaN, 0, 0, 0, 0}, new int[] {1}, 1))
                .hasMessageContaining("output 2")
                .hasMessageContaining("NaN");
    }

    @Test
    void batchesWithTooFewOutputsAndFiguresOfNothingAreRefused() {
        EpochEvaluation evaluation = new EpochEvaluation();

        assertThatThrownBy(() -> evaluation.addLogits(new float[13], new int[2], 2))
                .hasMessageContaining("14 outputs");
        assertThatThrownBy(evaluation::figures).isInstanceOf(IllegalStateException.class);
    }
}
