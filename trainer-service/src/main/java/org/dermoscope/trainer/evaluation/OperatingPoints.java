package org.dermoscope.trainer.evaluation;

import java.util.List;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.taxonomy.LesionClass;

/** Chooses the operating points that a manifest carries. Stateless. */
final class OperatingPoints {
    /** Sensitivities to melanoma. */
    static final List<Double> TARGETS = List.of(0.90, 0.95);

    private static final LesionClass DIAGNOSIS = LesionClass.MEL;

    private OperatingPoints() {}

    /**
     * One a target; none where there is no image with or none without melanoma.
     *
     * @param validation calibrated predictions
     */
    static List<OperatingPoint> choose(List<LabelledPrediction> validation) {
        BinaryScores scores = new BinaryScores(DIAGNOSIS, validation);
        if (scores.positives() == 0 || scores.negatives() == 0) {
            return List.of();
        }
        return TARGETS.stream().map(target -> choose(scores, target)).toList();
    }

    private static OperatingPoint choose(BinaryScores scores, double target) {
        double threshold = scores.threshold(target);
        return new OperatingPoint(
                DIAGNOSIS.code(),
                target,
                threshold,
                scores.sensitivity(threshold, scores.once()),
                scores.specificity(threshold, scores.once()),
                scores.positives(),
                scores.negatives());
    }
}
