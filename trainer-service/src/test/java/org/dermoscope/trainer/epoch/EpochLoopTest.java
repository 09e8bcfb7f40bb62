package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpochLoopTest {
    private static final OptimizerSpec ADAM = OptimizerSpec.adam(0.05);
    private static final EarlyStoppingSpec NEVER = new EarlyStoppingSpec(false, 1);

    private final List<TrainingBatch> batches = TinyRuns.batches(TinyRuns.SIZE, 3, 7);
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
        manager.close();
    }

    @Test
    void reducesTheLossAndReportsEveryStepAndEpoch() throws Exception {
        TrainingOutcome outcome = run(5, NEVER, TinyRuns.onTrainingImages(TinyRuns.SIZE, batches), listener);
        assertThat(listener.losses).hasSize(15);
        assertThat(listener.losses.get(14)).isLessThan(0.5 * listener.losses.get(0));
        assertThat(listener.epochs).hasSize(5).isEqualTo(outcome.history());
        assertThat(outcome.history().get(4).trainingLoss())
                .isCloseTo(
                        listener.losses.subList(12, 15).stream()
                                .mapToDouble(x -> x)
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(outcome.stoppedEarly()).isFalse();
    }

    @Test
    void restoresTheWeightsOfTheBestEpoch() throws Exception {
        List<float[]> seen = new ArrayList<>();
        TrainingOutcome outcome =
                run(4, NEVER, scripted(seen, figures(0.2), figures(0.6), figures(0.6), figures(0.3)), listener);
        assertThat(outcome.bestEpoch()).isEqualTo(2);
        assertThat(outcome.best().validationBalancedAccuracy()).isEqualTo(0.6);
        assertThat(weights()).isEqualTo(seen.get(1)).isNotEqualTo(seen.get(3));
        assertThat(listener.epochs).extracting(EpochMetrics::best).containsExactly(true, true, false, false);
    }

    @Test
    void prefersTheLowerLossAmongEquallyAccurateEpochs() throws Exception {
        TrainingOutcome outcome = run(
                3,
                NEVER,
                scripted(new ArrayList<>(), TinyRuns.figures(0.6, 0.9), TinyRuns.figures(0.6, 0.8), figures(0.3)),
                listener);
        assertThat(outcome.bestEpoch()).isEqualTo(2);
    }

    @Test
    void stopsWhenPatienceEndsAndRestoresTheBestEpochThen() throws Exception {
        List<float[]> seen = new ArrayList<>();
        EpochFigures[] figures = {figures(0.5), figures(0.4), figures(0.6), figures(0.5), figures(0.6), figures(0.9)};
        TrainingOutcome outcome = run(6, new EarlyStoppingSpec(true, 2), scripted(seen, figures), listener);
        assertThat(outcome.history()).hasSize(5);
        assertThat(outcome.stoppedEarly()).isTrue();
        assertThat(outcome.bestEpoch()).isEqualTo(3);
        assertThat(weights()).isEqualTo(seen.get(2));
    }

    @Test
    void endsAfterTheStepInWhichItIsCancelled() {
        RecordedRun cancelled = new RecordedRun(4);
        assertThatThrownBy(() -> run(5, NEVER, n -> figures(0.5), cancelled)).isInstanceOf(RunCancelledException.class);
        assertThat(cancelled.losses).hasSize(4);
        assertThat(cancelled.epochs).hasSize(1);
    }

    @Test
    void refusesToGoOnWhenTheLossIsNoNumber() {
        batches.get(1).inputs()[5] = Float.NaN;
        assertThatThrownBy(() -> run(2, NEVER, n -> figures(0.5), listener))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("learning rate 0.05");
        assertThat(listener.losses).hasSize(1);
    }

    @Test
    void refusesToGoOnWhenTheValidationLossIsNoNumber() {
        assertThatThrownBy(() -> run(2, NEVER, n -> TinyRuns.figures(0.5, Double.NaN), listener))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("validation");
    }

    @Test
    void validatesWithoutRecordingGradientsAndLeavesTheThreadAsItWas() throws Exception {
        boolean before = JniUtils.isGradMode();
        List<Boolean> recording = new ArrayList<>();
        run(
                1,
                NEVER,
                n -> {
                    recording.add(JniUtils.isGradMode());
                    return figures(0.5);
                },
                listener);
        assertThat(recording).containsExactly(false);
        assertThat(JniUtils.isGradMode()).isEqualTo(before);
    }

    @Test
    void repeatsItselfForASeedDropoutIncluded() throws Exception {
        Block first = TinyRuns.network(manager, 0.5f);
        byte[] start = WeightsCodec.encode(first);
        Block second = TinyRuns.network(manager, 0.5f);
        WeightsCodec.load(start, second);
        for (Block each : List.of(first, second)) {
            new EpochLoop(TinyRuns.config(2, ADAM, NEVER), inputs(n -> figures(0.5)), listener, new MemoryResumePoint())
                    .run(each);
        }
        assertThat(listener.losses.subList(6, 12)).isEqualTo(listener.losses.subList(0, 6));
        assertThat(WeightsCodec.encode(second))
                .isEqualTo(WeightsCodec.encode(first))
                .isNotEqualTo(start);
    }

    @Test
    void validatesTheAverageOfTheWeightsAndTrainsAsWithoutIt() throws Exception {
        Block other = TinyRuns.network(manager);
        WeightsCodec.load(WeightsCodec.encode(network), other);
        List<float[]> plain = new ArrayList<>();
        run(2, NEVER, scripted(plain, figures(0.5), figures(0.6)), listener);
        network = other;
        List<float[]> averaged = new ArrayList<>();
        RecordedRun second = new RecordedRun();
        RunConfig config = TinyRuns.config(2, ADAM, NEVER, new WeightAverageSpec(true, 0.999));
        new EpochLoop(config, inputs(scripted(averaged, figures(0.5), figures(0.6))), second, new MemoryResumePoint())
                .run(network);
        assertThat(second.losses).isEqualTo(listener.losses);
        assertThat(averaged.get(1)).isNotEqualTo(plain.get(1));
        assertThat(weights()).isEqualTo(averaged.get(1));
    }

    @Test
    void canTrainAgainAfterARunThatFailed() throws Exception {
        RecordedRun cancelled = new RecordedRun(1);
        assertThatThrownBy(() -> run(1, NEVER, n -> figures(0.5), cancelled)).isInstanceOf(RunCancelledException.class);
        assertThat(run(1, NEVER, n -> figures(0.5), listener).bestEpoch()).isEqualTo(1);
    }

    private TrainingOutcome run(int epochs, EarlyStoppingSpec stopping, Validation validation, RunListener to)
            throws InterruptedException {
        RunConfig config = TinyRuns.config(epochs, ADAM, stopping);
        return new EpochLoop(config, inputs(validation), to, new MemoryResumePoint()).run(network);
    }

    private TrainingInputs inputs(Validation validation) {
        return TinyRuns.inputs(TinyRuns.SIZE, batches, validation);
    }

    private Validation scripted(List<float[]> seen, EpochFigures... figures) {
        Iterator<EpochFigures> next = Arrays.asList(figures).iterator();
        return n -> {
            seen.add(weights());
            return next.next();
        };
    }

    private float[] weights() {
        return network.getParameters().valueAt(0).getArray().toFloatArray();
    }

    private static EpochFigures figures(double balancedAccuracy) {
        return TinyRuns.figures(balancedAccuracy, 1);
    }
}
