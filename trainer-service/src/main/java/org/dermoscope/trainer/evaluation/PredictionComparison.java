package org.dermoscope.trainer.evaluation;

import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/**
 * How far one classifier's predictions are from another's on the same images.
 *
 * @param largestDifference of a probability, 0..1
 * @param agreement share of the images for which both have the same most probable class, 0..1
 * @param balancedAccuracy of the one, 0..1
 * @param referenceBalancedAccuracy of the other, 0..1
 */
public record PredictionComparison(
        int images,
        double largestDifference,
        double agreement,
        double balancedAccuracy,
        double referenceBalancedAccuracy) {
    /** @param reference of the same images in the same order, at least one */
    public static PredictionComparison of(List<LabelledPrediction> actual, List<LabelledPrediction> reference) {
        double largest = 0;
        int same = 0;
        for (int i = 0; i < reference.size(); i++) {
            for (LesionClass lesion : LesionClass.all()) {
                double difference = actual.get(i).prediction().probability(lesion)
                        - reference.get(i).prediction().probability(lesion);
                largest = Math.max(largest, Math.abs(difference));
            }
            same += actual.get(i).prediction().top()
                            == reference.get(i).prediction().top()
                    ? 1
                    : 0;
        }
        return new PredictionComparison(
                reference.size(),
                largest,
                (double) same / reference.size(),
                ConfusionMatrix.of(actual).balancedAccuracy().orElseThrow(),
                ConfusionMatrix.of(reference).balancedAccuracy().orElseThrow());
    }
}
