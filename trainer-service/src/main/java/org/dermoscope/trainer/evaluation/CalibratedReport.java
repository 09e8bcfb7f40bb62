package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.taxonomy.LesionClass;

/**
 * The figures of one part that need probabilities, not only the most probable class. All intervals are bootstrap by
 * lesion.
 *
 * @param lossBefore mean cross-entropy in nats at temperature 1
 * @param lossAfter the same, calibrated
 * @param before reliability at temperature 1
 * @param after reliability, calibrated
 * @param roc one curve for each class that has images here, unless all images are of it; calibrated
 * @param operatingPoints see {@link OperatingFigures}
 */
public record CalibratedReport(
        double lossBefore,
        double lossAfter,
        Reliability before,
        Reliability after,
        List<RocCurve> roc,
        List<OperatingFigures> operatingPoints) {
    public CalibratedReport {
        roc = List.copyOf(roc);
        operatingPoints = List.copyOf(operatingPoints);
    }

    /** @param predictions at temperature 1, at least one */
    static CalibratedReport of(
            List<LabelledPrediction> predictions,
            Calibration calibration,
            List<OperatingPoint> points,
            BootstrapSpec spec) {
        List<LabelledPrediction> calibrated = TemperatureScaling.scaled(predictions, calibration.temperature());
        LesionBootstrap bootstrap = new LesionBootstrap(predictions, spec);
        return new CalibratedReport(
                TemperatureScaling.loss(predictions),
                TemperatureScaling.loss(calibrated),
                Reliability.of(predictions, bootstrap),
                Reliability.of(calibrated, bootstrap),
                LesionClass.all().stream()
                        .flatMap(c -> roc(c, calibrated, bootstrap))
                        .toList(),
                points.stream()
                        .map(point -> OperatingFigures.of(point, calibrated, bootstrap))
                        .toList());
    }

    private static Stream<RocCurve> roc(LesionClass c, List<LabelledPrediction> calibrated, LesionBootstrap bootstrap) {
        BinaryScores scores = new BinaryScores(c, calibrated);
        return scores.positives() == 0 || scores.negatives() == 0
                ? Stream.empty()
                : Stream.of(RocCurve.of(c.code(), scores, bootstrap));
    }
}
