package org.dermoscope.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
    @Test
    void overconfidenceByAKnownFactorIsFoundAndUndone() {
        List<LabelledPrediction> honest = honest(20_000);
        List<LabelledPrediction> overconfident = TemperatureScaling.scaled(honest, 1 / 2.5);

        Calibration calibration = TemperatureScaling.fit(overconfident);

        assertThat(calibration.temperature()).isCloseTo(2.5, within(0.1));
        assertThat(calibration.nllAfter()).isLessThan(calibration.nllBefore());
        assertThat(calibration.eceBefore()).isGreaterThan(0.1);
        assertThat(calibration.eceAfter()).isLessThan(0.02);
        assertThat(calibration.images()).isEqualTo(20_000);
    }

    @Test
    void noOtherTemperatureHasALowerLoss() {
        List<LabelledPrediction> predictions = Predictions.likeHam10000(9);
        double fitted = TemperatureScaling.fit(predictions).temperature();
        double least = TemperatureScaling.loss(TemperatureScaling.scaled(predictions, fitted));

        for (double factor : new double[] {0.9, 0.99, 1.01, 1.1}) {
            assertThat(TemperatureScaling.loss(TemperatureScaling.scaled(predictions, factor * fitted)))
                    .isGreaterThan(least);
        }
    }

    @Test
    void whereEveryImageIsRightTheTemperatureStaysWithinItsBounds() {
        int[][] faultless = new int[7][7];
        faultless[4][4] = 20;
        faultless[5][5] = 20;

        double temperature =
                TemperatureScaling.fit(Predictions.withMatrix(faultless)).temperature();

        assertThat(temperature).isCloseTo(TemperatureScaling.LOWEST, within(1e-9));
    }

    @Test
    void scalingChangesNoDecision() {
        List<LabelledPrediction> predictions = Predictions.likeHam10000(2);

        assertThat(ConfusionMatrix.of(TemperatureScaling.scaled(predictions, 3.7)))
                .isEqualTo(ConfusionMatrix.of(predictions));
    }

    @Test
    void theCalibrationErrorIsTheGapOfAccuracyAndConfidence() {
        int[][] counts = new int[7][7];
        counts[4][4] = 3;
        counts[4][5] = 7;
        List<LabelledPrediction> predictions = Predictions.withMatrix(counts);

        // All with confidence 0.7, of ten three are right.
        assertThat(Reliability.error(predictions)).isCloseTo(0.4, within(1e-12));
        Reliability reliability =
                Reliability.of(predictions, new LesionBootstrap(predictions, new BootstrapSpec(200, 1)));
        assertThat(reliability.bins()).hasSize(1);
        assertThat(reliability.bins().get(0).images()).isEqualTo(10);
        assertThat(reliability.bins().get(0).low()).isLessThan(0.7);
        assertThat(reliability.bins().get(0).high()).isGreaterThanOrEqualTo(0.7);
        assertThat(reliability.expectedCalibrationError().low()).isLessThan(0.4);
        assertThat(reliability.expectedCalibrationError().high()).isGreaterThan(0.4);
    }

    /** Diagnoses drawn from the predicted probabilities themselves. */
    private static List<LabelledPrediction> honest(int images) {
        Random random = new Random(4);
        List<LabelledPrediction> predictions = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            float[] outputs = new float[LesionClass.COUNT];
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] = (float) (1.5 * random.nextGaussian());
            }
            Prediction prediction = Prediction.ofLogits(outputs);
            double draw = random.nextDouble();
            int label = 0;
            while (label < LesionClass.COUNT - 1 && draw >= prediction.probabilities()[label]) {
                draw -= prediction.probabilities()[label++];
            }
            predictions.add(new LabelledPrediction("i" + i, "l" + i, LesionClass.ofIndex(label), prediction));
        }
        return predictions;
    }
}
