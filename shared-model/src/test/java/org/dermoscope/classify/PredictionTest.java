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
