package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.MixupSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.ScheduleSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.trainer.data.DataConfig;
import org.dermoscope.trainer.data.NormalizationMode;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.evaluation.EpochEvaluation;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.CheckpointPrecision;
import org.dermoscope.trainer.run.EvaluationSpec;
import org.dermoscope.trainer.run.RunConfig;

/** Small networks, batches and configs for tests of the loop. */
final class TinyRuns {
    static final InputSize SIZE = new InputSize(4, 4);

    private TinyRuns() {}

    /** Flatten, one linear layer, batch normalisation; initialised. */
    static Block network(NDManager manager) {
        return network(manager, 0);
    }

    static Block network(NDManager manager, float dropout) {
        SequentialBlock network = new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(dropout).build())
                .add(Linear.builder().setUnits(7).build())
                .add(BatchNorm.builder().optMomentum(0.9f).build());
        network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIZE.height(), SIZE.width()));
        return network;
    }

    /** Images of one class share a random pattern; noise is added. */
    static List<TrainingBatch> batches(InputSize size, int batches, int images) {
        Random random = new Random(3);
        int length = 3 * size.height() * size.width();
        float[][] patterns = new float[7][length];
        for (float[] pattern : patterns) {
            for (int i = 0; i < length; i++) {
                pattern[i] = (float) random.nextGaussian();
            }
        }
        List<TrainingBatch> all = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            float[] inputs = new float[images * length];
            int[] labels = new int[images];
            for (int i = 0; i < images; i++) {
                labels[i] = (b * images + i) % 7;
                for (int j = 0; j < length; j++) {
                    inputs[i * length + j] = patterns[labels[i]][j] + 0.5f * (float) random.nextGaussian();
                }
            }
            all.add(new TrainingBatch(inputs, labels, images));
        }
        return all;
    }

    static RunConfig config(int epochs, OptimizerSpec optimizer, EarlyStoppingSpec earlyStopping) {
        return config(epochs, optimizer, earlyStopping, WeightAverageSpec.OFF);
    }

    static RunConfig config(
            int epochs, OptimizerSpec optimizer, EarlyStoppingSpec earlyStopping, WeightAverageSpec average) {
        return config(epochs, optimizer, earlyStopping, average, FineTuningSpec.OFF);
    }

    static RunConfig config(
            int epochs,
            OptimizerSpec optimizer,
            EarlyStoppingSpec earlyStopping,
            WeightAverageSpec average,
            FineTuningSpec fineTuning) {
        return new RunConfig(
                "sequential-cnn",
                new DataConfig(null, true, 0.01),
                epochs,
                7,
                0.9,
                42,
                new SplitConfig(SplitConfig.By.LESION, 0.7, 0.15, 0.15),
                optimizer,
                ScheduleSpec.constant(),
                AugmentationSpec.NONE,
                NormalizationMode.POOLED,
                new ImbalanceSpec(ImbalanceSpec.Kind.NONE, 1),
                0,
                MixupSpec.OFF,
                average,
                earlyStopping,
                fineTuning,
                EvaluationSpec.DEFAULT,
                Precision.FP32,
                CheckpointPrecision.FP32,
                RunConfig.PromotionMode.NEVER);
    }

    static TrainingInputs inputs(InputSize size, List<TrainingBatch> batches, Validation validation) {
        return new TrainingInputs(
                size,
                "hash",
                batches.size(),
                (epoch, from) -> new ListedBatches(batches.subList(from, batches.size())),
                TrainingObjective.plain(),
                validation);
    }

    /** On the training batches themselves. */
    static Validation onTrainingImages(InputSize size, List<TrainingBatch> batches) {
        return network -> {
            EpochEvaluation evaluation = new EpochEvaluation();
            for (TrainingBatch batch : batches) {
                try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
                    NDArray logits = network.forward(
                                    new ParameterStore(manager, false),
                                    new NDList(new BatchUpload(size).upload(batch, manager)),
                                    false)
                            .singletonOrThrow();
                    evaluation.addLogits(logits.toFloatArray(), batch.labels(), batch.size());
                }
            }
            return evaluation.figures();
        };
    }

    /** Figures with this balanced accuracy and loss. */
    static EpochFigures figures(double balancedAccuracy, double loss) {
        return new EpochFigures(7, loss, balancedAccuracy, balancedAccuracy, Map.of("mel", balancedAccuracy));
    }
}
