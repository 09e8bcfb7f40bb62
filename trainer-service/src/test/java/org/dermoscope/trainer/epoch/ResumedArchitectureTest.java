package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.Precision;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loop on every kind of network, with what is random in each and with the classifier alone in the first step: the variants of
 * one kind differ in size only.
 */
class ResumedArchitectureTest {
    private static final int EPOCHS = 2;
    private static final int STEPS = 2;

    static Stream<Architecture> kinds() {
        return Architectures.all().stream().filter(a -> !a.id().matches("efficientnet-lite[12]"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goesOnToTheBytesOfARunThatNobodyInterrupted(Architecture architecture) throws Exception {
        byte[] whole = trained(architecture, new RecordedRun(), new MemoryResumePoint());
        MemoryResumePoint point = new MemoryResumePoint();
        assertThatThrownBy(() -> trained(architecture, new RecordedRun(1), point))
                .isInstanceOf(RunCancelledException.class);
        RecordedRun after = new RecordedRun();

        assertThat(trained(architecture, after, point)).isEqualTo(whole);

        assertThat(after.losses).hasSize(EPOCHS * STEPS - 1);
    }

    private static byte[] trained(Architecture architecture, RunListener listener, ResumePoint point)
            throws InterruptedException {
        List<TrainingBatch> batches = TinyRuns.batches(architecture.input(), STEPS, 7);
        RunConfig config = TinyRuns.config(
                EPOCHS,
                OptimizerSpec.adamW(0.001, 0.05),
                new EarlyStoppingSpec(false, 1),
                new WeightAverageSpec(true, 0.9),
                new FineTuningSpec(FineTuningSpec.Source.RANDOM, 0.5, 0.5));
        TrainingInputs inputs = TinyRuns.inputs(
                architecture.input(), batches, TinyRuns.onTrainingImages(architecture.input(), batches));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = architecture.newNetwork(new NetworkOptions(0.9, Precision.FP32));
            InitialWeights.initialize(network, architecture.input(), manager, 5);
            new EpochLoop(config, inputs, listener, point).run(network);
            return WeightsCodec.encode(network);
        }
    }
}
