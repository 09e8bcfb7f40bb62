package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.taxonomy.LesionClass;

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
        Map<String, Map<String, Integer>> classDistribution) {
    public static final int SCHEMA_VERSION = 1;

    /**
     * @param level 0.95
     * @param proportions the method for accuracy, precision and recall
     * @param means the method for F1, macro F1 and balanced accuracy
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

    public EvaluationReport {
        classOrder = List.copyOf(classOrder);
    }

    /** The report of a checkpoint on the two parts that its weights were not fitted to. */
    public static EvaluationReport of(String checkpointId, Manifest.DataInfo data, EvaluatedParts parts) {
        return new EvaluationReport(
                SCHEMA_VERSION,
                checkpointId,
                data.hash(),
                data.splitHash(),
                data.leaky(),
                data.synthetic(),
                LesionClass.codes(),
                Intervals.of(parts.bootstrap()),
                ClassificationReport.of(parts.validation(), parts.bootstrap()),
                ClassificationReport.of(parts.test(), parts.bootstrap()),
                data.counts());
    }

    /** The figures without intervals, as the manifest carries them. */
    public Manifest.EvaluationSummary toSummary() {
        return new Manifest.EvaluationSummary(validation.toPartSummary(), test.toPartSummary());
    }
}
