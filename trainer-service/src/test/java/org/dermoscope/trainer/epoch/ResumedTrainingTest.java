package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumedTrainingTest {
    private static final int EPOCHS = 4;
    private static final int STEPS = 3;
    private static final EarlyStoppingSpec NEVER = new EarlyStoppingSpec(false, 1);
    private static final OptimizerSpec ADAM = OptimizerSpec.adam(0.05);
    private static final OptimizerSpec SGD = OptimizerSpec.sgdNesterov(0.05, 0.9, 0.001);

    private final List<TrainingBatch> batches = TinyRuns.batches(TinyRuns.SIZE, STEPS, 7);
    private NDManager manager;
    private byte[] start;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        start = WeightsCodec.encode(TinyRuns.network(manager, 0.3f));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private record Trained(byte[] weights, TrainingOutcome outcome) {}

    private TrainingInputs inputs() {
        return TinyRuns.inputs(TinyRuns.SIZE, batches, TinyRuns.onTrainingImages(TinyRuns.SIZE, batches));
    }

    private Trained run(OptimizerSpec optimizer, RunListener listener, ResumePoint point) throws InterruptedException {
        Block network = TinyRuns.network(manager, 0.3f);
        WeightsCodec.load(start, network);
        RunConfig config = TinyRuns.config(EPOCHS, optimizer, NEVER, new WeightAverageSpec(optimizer == ADAM, 0.9));
        TrainingOutcome outcome = new EpochLoop(config, inputs(), listener, point).run(network);
        return new Trained(WeightsCodec.encode(network), outcome);
    }

    static Stream<Arguments> interruptions() {
        return Stream.of(ADAM, SGD)
                .flatMap(optimizer -> Stream.of(1, 2, 3, 4, 5, 7).map(steps -> Arguments.of(optimizer, steps)));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void endsWithTheSameBytesHoweverOftenItIsInterrupted(OptimizerSpec optimizer, int steps) throws Exception {
        Trained whole = run(optimizer, new RecordedRun(), new MemoryResumePoint());
        MemoryResumePoint point = new MemoryResumePoint();
        Trained pieces = null;
        int legs = 0;
        while (pieces == null) {
            legs++;
            try {
                pieces = run(optimizer, new RecordedRun(steps), point);
            } catch (RunCancelledException e) {
                assertThat(legs).isLessThan(EPOCHS * STEPS + 2);
            }
        }
        assertThat(legs).isGreaterThan(1);
        assertThat(pieces.weights()).isEqualTo(whole.weights());
        assertThat(pieces.outcome().bestEpoch()).isEqualTo(whole.outcome().bestEpoch());
        assertThat(withoutTimes(pieces.outcome())).isEqualTo(withoutTimes(whole.outcome()));
    }

    private static List<EpochMetrics> withoutTimes(TrainingOutcome outcome) {
        return outcome.history().stream()
                .map(m -> new EpochMetrics(
                        m.epoch(),
                        m.learningRate(),
                        m.trainingLoss(),
                        m.trainingAccuracy(),
                        m.validationLoss(),
                        m.validationAccuracy(),
                        m.validationBalancedAccuracy(),
                        m.validationRecall(),
                        0,
                        0,
                        m.best()))
                .toList();
    }

    /** An error out of the listener ends the run as a kill would: without a last save. */
    private static RecordedRun dyingAfter(int steps) {
        AtomicInteger left = new AtomicInteger(steps);
        return new RecordedRun() {
            @Override
            public void onStep(int epoch, int step, int ofEpoch, double loss, double imagesPerSecond) {
                super.onStep(epoch, step, ofEpoch, loss, imagesPerSecond);
                if (left.decrementAndGet() == 0) {
                    throw new AssertionError("killed");
                }
            }
        };
    }

    @Test
    void takesTheStepsAfterTheLastSaveAgainWhenItWasKilled() throws Exception {
        Trained whole = run(ADAM, new RecordedRun(), new MemoryResumePoint());
        MemoryResumePoint point = new MemoryResumePoint(2);
        assertThatThrownBy(() -> run(ADAM, dyingAfter(STEPS + 3), point)).hasMessage("killed");
        RecordedRun after = new RecordedRun();
        assertThat(run(ADAM, after, point).weights()).isEqualTo(whole.weights());
        assertThat(after.stages).contains("resumed in epoch 2 after step 2");
        assertThat(after.losses).hasSize(EPOCHS * STEPS - STEPS - 2);
    }

    @Test
    void savesAfterSoManyStepsAndAfterEveryEpoch() throws Exception {
        MemoryResumePoint point = new MemoryResumePoint(2);
        run(ADAM, new RecordedRun(), point);
        assertThat(point.saves).isEqualTo(2 * EPOCHS);
    }

    @Test
    void doesNotGoOnFromAStateOfOtherData() throws Exception {
        MemoryResumePoint point = new MemoryResumePoint();
        assertThatThrownBy(() -> run(ADAM, new RecordedRun(4), point)).isInstanceOf(RunCancelledException.class);
        TrainingInputs mine = inputs();
        TrainingInputs other = new TrainingInputs(
                mine.input(), "other", mine.batches(), mine.epochs(), mine.objective(), mine.validation());
        RecordedRun listener = new RecordedRun();
        new EpochLoop(TinyRuns.config(1, ADAM, NEVER), other, listener, point).run(TinyRuns.network(manager));
        assertThat(listener.losses).hasSize(STEPS);
    }

    @Test
    void finishesWithAnEpochMadeOfTheStepsSoFar() throws Exception {
        RecordedRun listener = new RecordedRun() {
            @Override
            public boolean finishEarly() {
                return losses.size() >= STEPS + 1;
            }
        };
        Trained trained = run(ADAM, listener, new MemoryResumePoint());
        assertThat(listener.losses).hasSize(STEPS + 1);
        assertThat(trained.outcome().history()).hasSize(2);
        assertThat(trained.outcome().stoppedEarly()).isTrue();
        assertThat(trained.outcome().history().get(1).trainingLoss()).isEqualTo(listener.losses.get(STEPS));
    }

    @Test
    void handsOverTheBestEpochWhenItFailsLater() {
        RecordedRun listener = new RecordedRun() {
            @Override
            public void onEpoch(EpochMetrics metrics) {
                super.onEpoch(metrics);
                batches.get(1).inputs()[5] = Float.NaN;
            }
        };
        assertThatThrownBy(() -> run(ADAM, listener, new MemoryResumePoint()))
                .isInstanceOfSatisfying(TrainingFailedException.class, failed -> {
                    assertThat(failed.reason()).isInstanceOf(DivergedException.class);
                    assertThat(failed.outcome().bestEpoch()).isEqualTo(1);
                    assertThat(failed.outcome().history()).isEqualTo(listener.epochs);
                });
    }

    @Test
    void noticesADamagedState() throws Exception {
        MemoryResumePoint point = new MemoryResumePoint();
        run(ADAM, new RecordedRun(), point);
        byte[] archive = TrainingStateCodec.encode(point.last().orElseThrow());
        archive[archive.length / 2] ^= 1;
        assertThatThrownBy(() -> TrainingStateCodec.decode(archive)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TrainingStateCodec.decode(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("progress.json");
    }
}
