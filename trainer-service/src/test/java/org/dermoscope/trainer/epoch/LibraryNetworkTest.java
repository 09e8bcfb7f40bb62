package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.junit.jupiter.api.Test;

/** The loop on a network whose layers are those of DJL's model zoo. */
class LibraryNetworkTest {
    private static final Architecture ARCHITECTURE = Architectures.byId("mobilenet-v2");
    private static final int EPOCHS = 2;

    private final List<TrainingBatch> batches = TinyRuns.batches(ARCHITECTURE.input(), 2, 7);

    private byte[] trained(RunListener listener, ResumePoint point) throws InterruptedException {
        RunConfig config = TinyRuns.config(EPOCHS, OptimizerSpec.adam(0.001), new EarlyStoppingSpec(false, 1));
        TrainingInputs inputs = TinyRuns.inputs(
                ARCHITECTURE.input(), batches, TinyRuns.onTrainingImages(ARCHITECTURE.input(), batches));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = ARCHITECTURE.newNetwork(new NetworkOptions(0.9, Precision.FP32));
            InitialWeights.initialize(network, ARCHITECTURE.input(), manager, 5);
            new EpochLoop(config, inputs, listener, point).run(network);
            return WeightsCodec.encode(network);
        }
    }

    @Test
    void goesOnToTheBytesOfARunThatNobodyInterrupted() throws Exception {
        byte[] whole = trained(new RecordedRun(), new MemoryResumePoint());
        MemoryResumePoint point = new MemoryResumePoint();
        assertThatThrownBy(() -> trained(new RecordedRun(1), point)).isInstanceOf(RunCancelledException.class);
        RecordedRun after = new RecordedRun();

        assertThat(trained(after, point)).isEqualTo(whole);

        assertThat(after.losses).hasSize(EPOCHS * batches.size() - 1);
    }
}
