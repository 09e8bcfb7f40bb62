package org.dermoscope.trainer.evaluation;

import java.util.List;

/**
 * How one diagnosis can be told from all others by its probability, over all thresholds.
 *
 * @param code of the class
 * @param positives images of the diagnosis, at least 1
 * @param negatives all other images, at least 1
 * @param auc area under the curve, 0..1, bootstrap interval by lesion
 * @param points corners of the curve from (0, 0) to (1, 1)
 */
public record RocCurve(String code, int positives, int negatives, Estimate auc, List<Point> points) {
    /**
     * @param falsePositiveRate 1 - specificity, 0..1
     * @param sensitivity 0..1
     */
    public record Point(double falsePositiveRate, double sensitivity) {}

    public RocCurve {
        points = List.copyOf(points);
    }

    static RocCurve of(String code, BinaryScores scores, LesionBootstrap bootstrap) {
        return new RocCurve(
                code,
                scores.positives(),
                scores.negatives(),
                bootstrap.estimateOfDraws(scores.auc(scores.once()), scores::auc),
                scores.corners());
    }
}
