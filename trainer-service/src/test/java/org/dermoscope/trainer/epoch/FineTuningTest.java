package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.architecture.ClassificationNetwork;
import org.dermoscope.architecture.EarlyStoppingSpec;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.OptimizerSpec;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.architecture.WeightAverageSpec;
import org.dermoscope.checkpoint.RandomWeights;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.trainer.data.TrainingBatch;
import org.dermoscope.trainer.run.RunCancelledException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    private static final OptimizerSpec SGD =
            new OptimizerSpec(OptimizerSpec.Kind.SGD, 0.1, 0, false, 0.9, 0.999, 1e-7, 0);
    private static final TinyArchitecture TINY = new TinyArchitecture();
    private static final int STEPS = 4;

    private NDManager manager;
    private byte[] start;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        start = RandomWeights.of(TINY, 4);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theClassifierLearnsAloneAtFirst() throws Exception {
        Map<String, Double> changes = changes(FineTuningSpec.pretrained(1, 0.5), STEPS);
        assertThat(changes).hasSizeGreaterThan(3).anySatisfy((name, change) -> {
            assertThat(ClassificationNetwork.ofHead(name)).isTrue();
            assertThat(change).isPositive();
        });
        changes.forEach((name, change) -> {
            if (!ClassificationNetwork.ofHead(name)) {
                assertThat(change).as(name).isZero();
            }
        });
    }

    @Test
    void thenTheOtherLayersLearnAtTheirShareOfTheRate() throws Exception {
        Map<String, Double> alike = changes(FineTuningSpec.pretrained(0, 1), 1);
        Map<String, Double> slower = changes(FineTuningSpec.pretrained(0, 0.25), 1);
        alike.forEach((name, change) -> {
            double share = ClassificationNetwork.ofHead(name) ? 1 : 0.25;
            assertThat(Objects.requireNonNull(slower.get(name)))
                    .as(name)
                    .isCloseTo(share * change, within(1e-5 + 1e-3 * change));
        });
    }

    @Test
    void goesOnWhereItWasInterruptedWhoeverWasLearning() throws Exception {
        FineTuningSpec spec = FineTuningSpec.pretrained(0.5, 0.25);
        byte[] whole = WeightsCodec.encode(trained(spec, STEPS, new RecordedRun(), new MemoryResumePoint()));
        for (int steps = 1; steps < STEPS; steps++) {
            MemoryResumePoint point = new MemoryResumePoint();
            Block network = null;
            while (network == null) {
                try {
                    network = trained(spec, STEPS, new RecordedRun(steps), point);
                } catch (RunCancelledException e) {
                    assertThat(point.saves).isLessThan(3 * STEPS);
                }
            }
            assertThat(WeightsCodec.encode(network)).as("every %d steps", steps).isEqualTo(whole);
        }
    }

    /** Largest absolute change of each parameter that learns. */
    private Map<String, Double> changes(FineTuningSpec spec, int steps) throws InterruptedException {
        Block before = RandomWeights.network(TINY, manager);
        WeightsCodec.load(start, before);
        Block after = trained(spec, steps, new RecordedRun(), new MemoryResumePoint());
        Map<String, Double> changes = new LinkedHashMap<>();
        before.getParameters().forEach(entry -> {
            Parameter parameter = entry.getValue();
            if (parameter.requiresGradient()) {
                float[] old = parameter.getArray().toFloatArray();
                float[] now =
                        after.getParameters().get(entry.getKey()).getArray().toFloatArray();
                double largest = 0;
                for (int i = 0; i < old.length; i++) {
                    largest = Math.max(largest, Math.abs((double) now[i] - old[i]));
                }
                changes.put(entry.getKey(), largest);
            }
        });
        return changes;
    }

    private Block trained(FineTuningSpec spec, int steps, RecordedRun listener, ResumePoint point)
            throws InterruptedException {
        Block network = RandomWeights.network(TINY, manager);
        WeightsCodec.load(start, network);
        List<TrainingBatch> batches = TinyRuns.batches(TINY.input(), steps, 7);
        TrainingInputs inputs =
                TinyRuns.inputs(TINY.input(), batches, TinyRuns.onTrainingImages(TINY.input(), batches));
        EarlyStoppingSpec never = new EarlyStoppingSpec(false, 1);
        new EpochLoop(TinyRuns.config(1, SGD, never, WeightAverageSpec.OFF, spec), inputs, listener, point)
                .run(network);
        return network;
    }
}
