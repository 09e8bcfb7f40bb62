package org.dermoscope.trainer.evaluation;

import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;

/**
 * What was predicted for an image whose diagnosis is known.
 *
 * @param lesionId shared by the images of one lesion
 */
public record LabelledPrediction(String imageId, String lesionId, LesionClass label, Prediction prediction) {
    /** Probabilities are taken as at least this, so that a certain and wrong prediction costs about 34.5 and not infinity. */
    public static final double SMALLEST_PROBABILITY = 1e-15;

    /** Cross-entropy {@code -ln p(label)}, in nats, 0..34.54. */
    public double loss() {
        return -Math.log(Math.min(1, Math.max(prediction.probability(label), SMALLEST_PROBABILITY)));
    }

    /** See {@link Prediction#atTemperature}. */
    LabelledPrediction atTemperature(double temperature) {
        return new LabelledPrediction(imageId, lesionId, label, prediction.atTemperature(temperature));
    }
}
