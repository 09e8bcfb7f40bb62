package org.dermoscope.trainer.run;

import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.MixupSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.Ranges;
import org.dermoscope.architecture.ScheduleSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;

/**
 * Everything that decides the outcome of a run, fully resolved: no field is optional any more. Saved with the
 * checkpoint as {@code run-config.json}, see {@link #published}. Names in JSON are snake_case, enum values lower case.
 *
 * @param labelSmoothing the share of each image's target that is spread evenly over all classes, in [0, 0.5]; 0 is off
 * @param fineTuning {@link FineTuningSpec#OFF} in configs of before there was a choice
 * @param evaluation {@link EvaluationSpec#DEFAULT} in configs of before there was one
 * @param checkpointPrecision {@link CheckpointPrecision#FP32} in configs of before there was a choice
 * @param seed of the split, the initial weights, the order of images and their augmentation
 */
public record RunConfig(
        String architecture,
        DataConfig data,
        int epochs,
        int batchSize,
        double batchNormMomentum,
        long seed,
        SplitConfig split,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        AugmentationSpec augmentation,
        NormalizationMode normalization,
        ImbalanceSpec imbalance,
        double labelSmoothing,
        MixupSpec mixup,
        WeightAverageSpec weightAverage,
        EarlyStoppingSpec earlyStopping,
        FineTuningSpec fineTuning,
        EvaluationSpec evaluation,
        Precision precision,
        CheckpointPrecision checkpointPrecision,
        PromotionMode promote) {
    /** Whether the checkpoint may become champion by itself. Written in lower case in JSON. */
    public enum PromotionMode {
        AUTO,
        NEVER
    }

    public RunConfig {
        fineTuning = fineTuning == null ? FineTuningSpec.OFF : fineTuning;
        checkpointPrecision = checkpointPrecision == null ? CheckpointPrecision.FP32 : checkpointPrecision;
        evaluation = evaluation == null ? EvaluationSpec.DEFAULT : evaluation;
        Ranges.requireWithin("epochs", epochs, 1, 10_000);
        Ranges.requireWithin("batch_size", batchSize, 2, 1024);
        Ranges.requireWithin("batch_norm_momentum", batchNormMomentum, 0, Math.nextDown(1.0));
        Ranges.requireWithin("label_smoothing", labelSmoothing, 0, 0.5);
        schedule.requireFits(epochs);
    }

    /** What a checkpoint says of its run: the same, but for where the data lay. */
    public RunConfig published() {
        return new RunConfig(
                architecture,
                data.published(),
                epochs,
                batchSize,
                batchNormMomentum,
                seed,
                split,
                optimizer,
                schedule,
                augmentation,
                normalization,
                imbalance,
                labelSmoothing,
                mixup,
                weightAverage,
                earlyStopping,
                fineTuning,
                evaluation,
                precision,
                checkpointPrecision,
                promote);
    }
}
