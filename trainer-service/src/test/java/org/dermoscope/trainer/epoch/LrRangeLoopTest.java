package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.range.LrRangeStep;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LrRangeLoopTest {
    private static final LrRangeSpec SPEC = new LrRangeSpec(1e-5, 10, 60);

    private final List<TrainingBatch> batches = TinyRuns.batches(TinyRuns.SIZE, 4, 21);
    private final RecordedRun listener = new RecordedRun();
    private NDManager manager;
    private Block network;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        network = TinyRuns.network(manager);
    }

    @AfterEach
    void close() {
        network.clear();
        manager.close();
    }

    private LrRangeResult run(LrRangeSpec spec, RecordedRun to) throws InterruptedException {
        OptimizerSpec optimizer = OptimizerSpec.adam(0.001);
        RunConfig config = TinyRuns.config(1, optimizer, new EarlyStoppingSpec(false, 1));
        TrainingInputs inputs = TinyRuns.inputs(TinyRuns.SIZE, batches, n -> {
            throw new AssertionError("A range test validates nothing");
        });
        return new LrRangeLoop(config, spec, inputs, to).run(network);
    }

    @Test
    void takesAStepAtEachRateOverAsManyEpochsAsAreNeeded() throws Exception {
        LrRangeResult result = run(SPEC, listener);

        assertThat(result.steps().size()).isGreaterThan(batches.size());
        assertThat(result.steps()).extracting(LrRangeStep::loss).containsExactlyElementsOf(listener.losses);
        for (LrRangeStep step : result.steps()) {
            assertThat(step.learningRate()).isEqualTo(SPEC.rate(step.step()));
        }
    }

    @Test
    void theFirstLossIsThatOfTheUntrainedNetworkAndTheLossFallsLater() throws Exception {
        LrRangeResult result = run(new LrRangeSpec(1e-5, 0.1, 60), listener);

        assertThat(result.end()).isEqualTo(LrRangeResult.End.ALL_STEPS);
        assertThat(result.steps()).hasSize(60);
        double first = result.steps().get(0).loss();
        assertThat(result.steps().get(3).loss()).isCloseTo(first, within(0.5));
        assertThat(result.steps().get(59).smoothedLoss()).isLessThan(0.7 * first);
        assertThat(result.suggestedLearningRate())
                .isNotNull()
                .satisfies(rate -> assertThat(rate).isBetween(1e-4, 0.1));
    }

    @Test
    void endsWhenTheLossIsNoNumberAndKeepsTheStepsBefore() throws Exception {
        batches.get(2).inputs()[5] = Float.NaN;
        LrRangeResult result = run(SPEC, listener);
        assertThat(result.end()).isEqualTo(LrRangeResult.End.LOSS_NOT_FINITE);
        assertThat(result.steps()).hasSize(2);
        assertThat(result.suggestedLearningRate()).isNull();
    }

    @Test
    void failsWhenNotEvenTheFirstLossIsANumber() {
        batches.get(0).inputs()[5] = Float.NaN;
        assertThatThrownBy(() -> run(SPEC, listener)).isInstanceOf(DivergedException.class);
    }

    @Test
    void endsAfterTheStepInWhichItIsCancelled() {
        RecordedRun cancelled = new RecordedRun(7);
        assertThatThrownBy(() -> run(SPEC, cancelled)).isInstanceOf(RunCancelledException.class);
        assertThat(cancelled.losses).hasSize(7);
    }

    @Test
    void repeatsItselfForASeed() throws Exception {
        byte[] start = WeightsCodec.encode(network);
        LrRangeResult first = run(SPEC, listener);
        WeightsCodec.load(start, network);
        assertThat(run(SPEC, new RecordedRun())).isEqualTo(first);
    }
}
