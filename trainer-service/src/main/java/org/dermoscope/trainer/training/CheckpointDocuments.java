package org.dermoscope.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.trainer.data.SplitCsv;
import org.dermoscope.trainer.epoch.TrainingOutcome;
import org.dermoscope.trainer.evaluation.ChartCaption;
import org.dermoscope.trainer.evaluation.ChartException;
import org.dermoscope.trainer.evaluation.ClassDistributionChart;
import org.dermoscope.trainer.evaluation.ConfusionMatrixChart;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.ModelCard;
import org.dermoscope.trainer.evaluation.ModelCardFacts;
import org.dermoscope.trainer.evaluation.ModelCardPage;
import org.dermoscope.trainer.evaluation.PriorCorrectionChart;
import org.dermoscope.trainer.evaluation.ReliabilityDiagram;
import org.dermoscope.trainer.evaluation.RocCurvesChart;
import org.dermoscope.trainer.evaluation.TrainingCurvesChart;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of a checkpoint beside its manifest, for people and programs. */
final class CheckpointDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDocuments.class);

    private final Map<String, byte[]> objects = new LinkedHashMap<>();

    private CheckpointDocuments() {}

    static Map<String, byte[]> of(RunConfig resolved, TrainedRun run, CheckpointDraft draft, EvaluationReport report) {
        RunConfig config = resolved.published();
        CheckpointDocuments documents = new CheckpointDocuments();
        Map<String, byte[]> objects = documents.objects;
        List<EpochMetrics> history = run.trained().outcome().history();
        objects.put(ObjectNames.WEIGHTS, run.trained().weights());
        objects.put(
                ObjectNames.NORMALIZATION, Json.document(draft.preprocessing().normalization()));
        objects.put(ObjectNames.RUN_CONFIG, Json.document(config));
        objects.put(ObjectNames.SPLIT, text(SplitCsv.write(run.data().split())));
        objects.put(ObjectNames.HISTORY, text(jsonLines(history)));
        objects.put(ObjectNames.EVALUATION, Json.document(report));
        documents.putCharts(draft, run, report);
        String card = ModelCard.write(facts(config, draft, history, report));
        objects.put(ObjectNames.MODEL_CARD, text(card));
        objects.put(ObjectNames.MODEL_CARD_PAGE, text(ModelCardPage.write(card, objects)));
        for (GoldenImage golden : run.goldens()) {
            objects.put(golden.object(), golden.encoded());
        }
        return objects;
    }

    private void putCharts(CheckpointDraft draft, TrainedRun run, EvaluationReport report) {
        TrainingOutcome outcome = run.trained().outcome();
        ChartCaption caption = new ChartCaption(
                draft.id().toString(),
                draft.data().name(),
                draft.data().synthetic(),
                draft.data().leaky());
        putChart(ObjectNames.CONFUSION_MATRIX, () -> ConfusionMatrixChart.png(report.test(), "test", caption));
        putChart(ObjectNames.CLASS_DISTRIBUTION, () -> ClassDistributionChart.png(report.classDistribution(), caption));
        putChart(
                ObjectNames.ROC_CURVES,
                () -> RocCurvesChart.png(report.testCalibrated().roc(), caption));
        putChart(
                ObjectNames.RELIABILITY_DIAGRAM,
                () -> ReliabilityDiagram.png(report.testCalibrated(), report.calibration(), caption));
        putChart(ObjectNames.PRIOR_CORRECTION, () -> PriorCorrectionChart.png(report.priorCorrection(), caption));
        putChart(
                ObjectNames.TRAINING_CURVES,
                () -> TrainingCurvesChart.png(outcome.history(), outcome.bestEpoch(), caption));
    }

    /** A checkpoint is worth publishing without a picture, for example where the machine has no fonts. */
    private void putChart(String name, Supplier<byte[]> chart) {
        try {
            objects.put(name, chart.get());
        } catch (ChartException e) {
            LOG.warn("{} is left out of the checkpoint", name, e);
        }
    }

    private static ModelCardFacts facts(
            RunConfig config, CheckpointDraft draft, List<EpochMetrics> history, EvaluationReport report) {
        return new ModelCardFacts(
                draft.id(),
                draft.createdAt(),
                draft.network(),
                draft.preprocessing(),
                draft.data(),
                draft.abstention(),
                draft.exports(),
                config,
                history,
                report,
                draft.provenance());
    }

    private static String jsonLines(List<EpochMetrics> history) {
        StringBuilder lines = new StringBuilder();
        for (EpochMetrics metrics : history) {
            try {
                lines.append(Json.strict().writeValueAsString(metrics)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Epoch " + metrics.epoch() + " cannot be written as JSON", e);
            }
        }
        return lines.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
