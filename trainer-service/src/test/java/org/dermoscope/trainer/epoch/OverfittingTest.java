package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.ArchitectureFamilies;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.architecture.Precision;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.ComputeDevice;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OverfittingTest {
    /** In bf16 where it is multiplied in hardware: emulated, each architecture takes minutes. */
    static Stream<Arguments> inEachPrecision() {
        Precision fastest = ComputeDevice.ofThisMachine().fastest();
        return ArchitectureFamilies.smallest().stream()
                .flatMap(a -> a.precisions().stream()
                        .filter(p -> p == Precision.FP32 || p == fastest)
                        .map(p -> Arguments.of(a, p)));
    }

    @ParameterizedTest
    @MethodSource("inEachPrecision")
    void learnsFourteenImagesByHeart(Architecture architecture, Precision precision) throws Exception {
        List<TrainingBatch> batches = TinyRuns.batches(architecture.input(), 2, 7);
        RecordedRun listener = new RecordedRun();
        RunConfig config = TinyRuns.config(8, architecture.sampleRecipe().optimizer(), new EarlyStoppingSpec(false, 1));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Block network = architecture.newNetwork(new NetworkOptions(0.9, precision));
            InitialWeights.initialize(network, architecture.input(), manager, 1);
            Validation validation = TinyRuns.onTrainingImages(architecture.input(), batches);
            TrainingInputs inputs = TinyRuns.inputs(architecture.input(), batches, validation);
            new EpochLoop(config, inputs, listener, new MemoryResumePoint()).run(network);
            assertThat(validation.validate(network).accuracy()).isEqualTo(1);
            assertThat(listener.losses.get(listener.losses.size() - 1)).isLessThan(0.5 * listener.losses.get(0));
        }
    }
}
