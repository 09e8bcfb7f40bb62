package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code evaluation.json}.
 *
 * @param schemaVersion major version of this format, see {@link #SCHEMA_VERSION}
 * @param checkpointId see {@code CheckpointId}
 * @param leaky true when images of one lesion may be in several parts: the figures are then too good
 * @param synthetic true for the generated sample: the figures then say nothing of skin
 * @param classOrder codes in the order of the confusion matrices' rows (truth) and columns (prediction)
 * @param intervals how the 95 % intervals were made
 * @param validation the part on which the best epoch was chosen, and champions are
 * @param test the part that took no part in any choice
 * @param calibration fitted on the validation part
 * @param operatingPoints chosen on the validation part
 * @param testCalibrated the figures of the test part that need probabilities
 * @param testSubgroups the figures of the test part by attribute and subgroup
 * @param priorCorrection see {@link PriorCorrection}
 * @param flips what the mean over four flips would give; null if it was not asked for
 * @param classDistribution images by part ({@code training}, {@code validation}, {@code test}) and class code
 */
public record EvaluationReport(
        int schemaVersion,
        String checkpointId,
        String dataHash,
        String splitHash,
        boolean leaky,
        boolean synthetic,
        List<String> classOrder,
        Intervals intervals,
        ClassificationReport validation,
        ClassificationReport test,
        Calibration calibration,
        List<OperatingPoint> operatingPoints,
        CalibratedReport testCalibrated,
        Map<String, List<SubgroupReport>> testSubgroups,
        TradeOff priorCorrection,
        @Nullable Flips flips,
        Map<String, Map<String, Integer>> classDistribution) {
    public static final int SCHEMA_VERSION = 1;

    /**
     * @param level 0.95
     * @param proportions the method for accuracy, precision and recall
     * @param means the method for all other figures
     */
    public record Intervals(double level, String proportions, String means, int resamples, long seed) {
        static Intervals of(BootstrapSpec spec) {
            return new Intervals(
                    0.95,
                    "wilson score, images taken as independent",
                    "percentile bootstrap over lesions within each diagnosis",
                    spec.resamples(),
                    spec.seed());
        }
    }

    /** Points by rising power. */
    public record TradeOff(List<PriorCorrection> validation, List<PriorCorrection> test) {
        static TradeOff of(EvaluatedParts parts, Map<String, Integer> training) {
            double images = training.values().stream().mapToInt(n -> n).sum();
            double[] shares = LesionClass.codes().stream()
                    .mapToDouble(code -> training.getOrDefault(code, 0) / images)
                    .toArray();
            return new TradeOff(
                    PriorCorrection.curve(parts.validation(), shares), PriorCorrection.curve(parts.test(), shares));
        }
    }

    /** The figures of {@link FlippingClassifier} on both parts. */
    public record Flips(ClassificationReport validation, ClassificationReport test) {
        static @Nullable Flips of(EvaluatedParts.@Nullable Flipped flipped, BootstrapSpec spec) {
            return flipped == null
                    ? null
                    : new Flips(
                            ClassificationReport.of(flipped.validation(), spec),
                            ClassificationReport.of(flipped.test(), spec));
        }
    }

    public EvaluationReport {
        operatingPoints = List.copyOf(operatingPoints);
        classOrder = List.copyOf(classOrder);
    }

    /** The report of a checkpoint on the two parts that its weights were not fitted to. */
    public static EvaluationReport of(String checkpointId, Manifest.DataInfo data, EvaluatedParts parts) {
        BootstrapSpec spec = parts.bootstrap();
        Calibration calibration = TemperatureScaling.fit(parts.validation());
        List<OperatingPoint> points =
                OperatingPoints.choose(TemperatureScaling.scaled(parts.validation(), calibration.temperature()));
        Function<List<LabelledPrediction>, CalibratedReport> calibrated =
                predictions -> CalibratedReport.of(predictions, calibration, points, spec);
        return new EvaluationReport(
                SCHEMA_VERSION,
                checkpointId,
                data.hash(),
                data.splitHash(),
                data.leaky(),
                data.synthetic(),
                LesionClass.codes(),
                Intervals.of(spec),
                ClassificationReport.of(parts.validation(), spec),
                ClassificationReport.of(parts.test(), spec),
                calibration,
                points,
                calibrated.apply(parts.test()),
                SubgroupReport.of(parts.test(), parts.attributes(), calibrated, spec),
                TradeOff.of(parts, data.counts().getOrDefault("training", Map.of())),
                Flips.of(parts.flipped(), spec),
                data.counts());
    }

    /** The figures without intervals, as the manifest carries them. */
    public Manifest.EvaluationSummary toSummary() {
        return new Manifest.EvaluationSummary(validation.toPartSummary(), test.toPartSummary());
    }
}
