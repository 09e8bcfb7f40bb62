package org.dermoscope.trainer.evaluation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.MixupSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.ScheduleSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.quality.ClassClusters;
import org.dermoscope.quality.NetworkView;
import org.dermoscope.quality.OutlierDetector;
import org.dermoscope.quality.QualityLimits;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.run.CheckpointPrecision;
import org.dermoscope.trainer.run.EvaluationSpec;
import org.dermoscope.trainer.run.RunConfig;

/** Made-up facts of a model card. */
final class CardFacts {
    static final CheckpointId ID = CheckpointId.parse("sequential-cnn-20261123T205200Z-4f09ab");

    private CardFacts() {}

    static Manifest.DataInfo data(boolean synthetic, boolean leaky) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        LesionClass.codes().forEach(code -> counts.put(code, 1000 + counts.size()));
        return new Manifest.DataInfo(
                synthetic ? "synthetic sample" : "ham10000",
                synthetic,
                "da7a".repeat(16),
                "5911".repeat(16),
                leaky ? "image" : "lesion",
                leaky,
                synthetic ? "none needed" : "CC BY-NC 4.0",
                2,
                Map.of("training", counts, "validation", counts, "test", counts));
    }

    static EvaluationReport evaluation(Manifest.DataInfo data) {
        return EvaluationReport.of(
                ID.toString(),
                data,
                new EvaluatedParts(
                        Predictions.likeHam10000(1),
                        Predictions.likeHam10000(2),
                        Predictions.attributes(),
                        new EvaluatedParts.Flipped(Predictions.likeHam10000(3), Predictions.likeHam10000(4)),
                        new BootstrapSpec(200, 42)));
    }

    static ModelCardFacts of(Manifest.DataInfo data) {
        return new ModelCardFacts(
                ID,
                Instant.parse("2026-11-23T20:52:00Z"),
                new Manifest.NetworkInfo("sequential-cnn", "ab".repeat(32), 1_356_480),
                PreprocessingSpec.of(90, 120, NormalizationStats.pooled(159.81, 46.48)),
                data,
                abstention(),
                List.of(
                        new ExportedNetwork(
                                ServingEngine.ONNX, "model.onnx", true, 64, 4.2e-7, 1, 0.6, 0.6, null, List.of()),
                        new ExportedNetwork(
                                ServingEngine.ONNX_INT8,
                                "model.int8.onnx",
                                false,
                                1500,
                                0.05,
                                0.9853,
                                0.59,
                                0.6,
                                "entropy",
                                List.of())),
                config(data.synthetic()),
                Histories.of(3, 2),
                evaluation(data),
                new Manifest.Provenance(
                        "job-7",
                        42,
                        3,
                        2,
                        666.75,
                        Map.of("djl", "0.36.0", "java", "17.0.17"),
                        "cpu, 2 threads",
                        "fp32",
                        null));
    }

    private static AbstentionRules abstention() {
        List<float[]> logits = List.of(new float[] {1, 0, 0, 0, 0, 0, 0}, new float[] {0, 2, 0, 0, 0, 0, 0});
        ClassClusters clusters = ClassClusters.of(logits, List.of(LesionClass.AKIEC, LesionClass.BCC));
        return new AbstentionRules(
                new QualityLimits(90, 60.25, 230.5, 8, 2.5, 0.4),
                OutlierDetector.fit(
                        clusters,
                        logits.stream().map(NetworkView::ofLogits).toList(),
                        List.of(NetworkView.ofLogits(new float[LesionClass.COUNT]))),
                1502,
                15,
                Map.of("stripes", 0.75));
    }

    private static RunConfig config(boolean sample) {
        return new RunConfig(
                "sequential-cnn",
                new DataConfig(sample ? null : "ham10000", sample, 0.01),
                3,
                64,
                0.99,
                42,
                new SplitConfig(SplitConfig.By.LESION, 0.7, 0.15, 0.15),
                OptimizerSpec.adam(0.001),
                ScheduleSpec.plateau(0.5, 4, 1e-6),
                AugmentationSpec.STANDARD,
                NormalizationMode.POOLED,
                new ImbalanceSpec(ImbalanceSpec.Kind.NONE, 0.5),
                0,
                MixupSpec.OFF,
                WeightAverageSpec.OFF,
                new EarlyStoppingSpec(true, 10),
                FineTuningSpec.OFF,
                EvaluationSpec.DEFAULT,
                Precision.FP32,
                CheckpointPrecision.FP32,
                RunConfig.PromotionMode.AUTO);
    }

    /** A part with melanomas and nevi only. */
    static List<LabelledPrediction> melanomaAndNevi() {
        int[][] counts = new int[7][7];
        counts[4][4] = 6;
        counts[4][5] = 2;
        counts[5][5] = 12;
        return Predictions.withMatrix(counts);
    }
}
