package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class PredictionTest {
    @Test
    void turnsLogitsIntoProbabilitiesThatSumToOne() {
        Prediction prediction = Prediction.ofLogits(new float[] {0, 1, 2, 3, 4, 5, 6});
        assertThat(Arrays.stream(prediction.probabilities()).sum()).isCloseTo(1, within(1e-12));
        assertThat(prediction.probability(LesionClass.VASC) / prediction.probability(LesionClass.NV))
                .isCloseTo(Math.E, within(1e-9));
    }

    @Test
    void dividesTheLogitsByTheTemperatureBeforeTheSoftmax() {
        float[] logits = {0, 0, 0, 0, 4, 2, 0};

        Prediction prediction = Prediction.ofLogits(logits, 2);

        // e² : e : 1, of which there are five.
        double sum = Math.exp(2) + Math.exp(1) + 5;
        assertThat(prediction.probability(LesionClass.MEL)).isCloseTo(Math.exp(2) / sum, within(1e-12));
        assertThat(prediction.probability(LesionClass.NV)).isCloseTo(Math.exp(1) / sum, within(1e-12));
        assertThat(prediction.probability(LesionClass.DF)).isCloseTo(1 / sum, within(1e-12));
    }

    @Test
    void aTemperatureAfterTheSoftmaxIsTheSameAsBeforeIt() {
        float[] logits = {-30, 0.5f, 3, -2, 7, 6.25f, 800};
        for (double temperature : new double[] {0.3, 1, 4}) {
            double[] before =
                    Prediction.ofLogits(Arrays.copyOf(logits, 7), temperature).probabilities();
            double[] after =
                    Prediction.ofLogits(logits).atTemperature(temperature).probabilities();
            assertThat(after).containsExactly(before, within(1e-12));
        }
    }

    @Test
    void standsLogitsOfAnySizeAndRefusesThoseThatAreNotFinite() {
        float[] large = {3e38f, -3e38f, 0, 0, 0, 0, 0};
        assertThat(Prediction.ofLogits(large).probability(LesionClass.AKIEC)).isEqualTo(1);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Prediction.ofLogits(new float[] {0, 0, bad, 0, 0, 0, 0}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        float[] none = new float[7];
        Arrays.fill(none, Float.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Prediction.ofLogits(none)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranksTheMostProbableFirstAndTheLowerIndexAmongEquals() {
        Prediction prediction = Prediction.ofLogits(new float[] {0, 2, 0, 0, 5, 5, 1});
        assertThat(prediction.ranking())
                .containsExactly(
                        LesionClass.MEL,
                        LesionClass.NV,
                        LesionClass.BCC,
                        LesionClass.VASC,
                        LesionClass.AKIEC,
                        LesionClass.BKL,
                        LesionClass.DF);
        assertThat(prediction.top()).isEqualTo(LesionClass.MEL);
        assertThat(prediction.confidence()).isEqualTo(prediction.probabilities()[4]);
    }

    @Test
    void refusesAnotherNumberOfClasses() {
        assertThatThrownBy(() -> Prediction.ofLogits(new float[6])).hasMessageContaining("7 probabilities, got 6");
    }
}
