package org.dermoscope.trainer.evaluation;

import java.util.List;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * What an operating point, chosen on the validation part, gives elsewhere. Bootstrap intervals by lesion.
 *
 * @param threshold on the calibrated probability, 0..1
 * @param sensitivity null without an image of the diagnosis
 * @param specificity null without another image
 */
public record OperatingFigures(
        String classCode,
        double targetSensitivity,
        double threshold,
        int positives,
        int negatives,
        @Nullable Estimate sensitivity,
        @Nullable Estimate specificity) {
    static OperatingFigures of(OperatingPoint point, List<LabelledPrediction> calibrated, LesionBootstrap bootstrap) {
        BinaryScores scores = new BinaryScores(LesionClass.ofCode(point.classCode()), calibrated);
        double threshold = point.threshold();
        return new OperatingFigures(
                point.classCode(),
                point.targetSensitivity(),
                threshold,
                scores.positives(),
                scores.negatives(),
                scores.positives() == 0
                        ? null
                        : bootstrap.estimateOfDraws(
                                scores.sensitivity(threshold, scores.once()),
                                drawn -> scores.sensitivity(threshold, drawn)),
                scores.negatives() == 0
                        ? null
                        : bootstrap.estimateOfDraws(
                                scores.specificity(threshold, scores.once()),
                                drawn -> scores.specificity(threshold, drawn)));
    }
}
