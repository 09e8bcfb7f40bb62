package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.junit.jupiter.api.Test;

class BatchNormReestimationTest {
    @Test
    void setsRunningStatisticsToTheMeanOverBatches() throws Exception {
        InputSize size = new InputSize(1, 1);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = new SequentialBlock()
                    .add(BatchNorm.builder().optMomentum(0.99f).build());
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 1, 1));
            List<TrainingBatch> batches = List.of(
                    new TrainingBatch(new float[] {1, 10, 0, 3, 30, 0}, new int[2], 2),
                    new TrainingBatch(new float[] {5, 60, 0, 7, 60, 0}, new int[2], 2));
            BatchNormReestimation reestimation = new BatchNormReestimation(network, 0.99);
            try (NetworkTrainer trainer =
                    new NetworkTrainer(network, size, OptimizerSpec.adam(0.1), TrainingObjective.plain())) {
                reestimation.run(trainer, new ListedBatches(batches), 1);
            }
            assertThat(values(network, Parameter.Type.RUNNING_MEAN))
                    .containsExactly(new float[] {4, 40, 0}, within(1e-4f));
            // unbiased variances of the batches: 2 and 2, 200 and 0, 0 and 0
            assertThat(values(network, Parameter.Type.RUNNING_VAR))
                    .containsExactly(new float[] {2, 100, 0}, within(1e-4f));
        }
    }

    private static float[] values(Block network, Parameter.Type type) {
        return network.getParameters().values().stream()
                .filter(p -> p.getType() == type)
                .findFirst()
                .orElseThrow()
                .getArray()
                .toFloatArray();
    }
}
