package org.dermoscope.trainer.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.classify.GoldenImage;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.SplitCsv;
import org.dermoscope.trainer.evaluation.ChartCaption;
import org.dermoscope.trainer.evaluation.ChartException;
import org.dermoscope.trainer.evaluation.ClassDistributionChart;
import org.dermoscope.trainer.evaluation.ConfusionMatrixChart;
import org.dermoscope.trainer.evaluation.EvaluationReport;
import org.dermoscope.trainer.evaluation.ModelCard;
import org.dermoscope.trainer.evaluation.ModelCardFacts;
import org.dermoscope.trainer.evaluation.TrainingCurvesChart;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that lies in a checkpoint beside its manifest. */
record CheckpointDocuments(
        CheckpointDraft draft, RunConfig config, TrainedWeights trained, EvaluationReport evaluation) {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDocuments.class);

    /** Content by object name. A chart that this Java runtime cannot draw is left out and logged. */
    Map<String, byte[]> objects(DataSplit split, List<GoldenImage> goldens) {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        objects.put(ObjectNames.WEIGHTS, trained.weights());
        objects.put(
                ObjectNames.NORMALIZATION, Json.document(draft.preprocessing().normalization()));
        objects.put(ObjectNames.RUN_CONFIG, Json.document(config));
        objects.put(ObjectNames.SPLIT, utf8(SplitCsv.write(split)));
        objects.put(ObjectNames.HISTORY, utf8(history()));
        objects.put(ObjectNames.EVALUATION, Json.document(evaluation));
        objects.put(ObjectNames.MODEL_CARD, utf8(ModelCard.write(facts())));
        charts(objects);
        goldens.forEach(golden -> objects.put(golden.object(), golden.encoded()));
        return objects;
    }

    private void charts(Map<String, byte[]> objects) {
        ChartCaption caption = new ChartCaption(
                draft.id().toString(),
                draft.data().name(),
                draft.data().synthetic(),
                draft.data().leaky());
        try {
            objects.put(ObjectNames.CONFUSION_MATRIX, ConfusionMatrixChart.png(evaluation.test(), "test", caption));
            objects.put(
                    ObjectNames.CLASS_DISTRIBUTION,
                    ClassDistributionChart.png(draft.data().counts(), caption));
            objects.put(
                    ObjectNames.TRAINING_CURVES,
                    TrainingCurvesChart.png(
                            trained.outcome().history(), trained.outcome().bestEpoch(), caption));
        } catch (ChartException e) {
            LOG.warn("Checkpoint {} has no charts: {}", draft.id(), e.getMessage());
        }
    }

    private ModelCardFacts facts() {
        return new ModelCardFacts(
                draft.id(),
                draft.createdAt(),
                draft.network(),
                draft.preprocessing(),
                draft.data(),
                config,
                trained.outcome().history(),
                evaluation,
                draft.provenance());
    }

    private String history() {
        StringBuilder lines = new StringBuilder();
        for (EpochMetrics epoch : trained.outcome().history()) {
            try {
                lines.append(Json.strict().writeValueAsString(epoch)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Epoch " + epoch.epoch() + " cannot be written as JSON", e);
            }
        }
        return lines.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
