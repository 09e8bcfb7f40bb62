package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.Map;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.architecture.WeightAverageSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
    private static final WeightAverageSpec HALF = new WeightAverageSpec(true, 0.5);

    private NDManager manager;
    private Block network;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        network = new SequentialBlock()
                .add(Linear.builder().setUnits(1).optBias(false).build())
                .add(BatchNorm.builder().build());
        network.initialize(manager, DataType.FLOAT32, new Shape(2, 1));
        setWeight(1);
    }

    @AfterEach
    void close() {
        network.clear();
        manager.close();
    }

    @Test
    void keepsLittleOfItselfInTheFirstStepsAndTheDecayLater() {
        try (WeightAverage average = new WeightAverage(HALF, network)) {
            setWeight(12);
            average.update(1); // keeps 2/11: 12 - 11 * 2/11
            assertAverage(average, 10);
            setWeight(22);
            average.update(2); // keeps 3/12: 22 - 12 * 3/12
            assertAverage(average, 19);
            setWeight(9);
            average.update(1000); // keeps 0.5, for 1001/1010 is more
            assertAverage(average, 14);
        }
    }

    @Test
    void isInThePlaceOfTheWeightsOnlyWhileItIsInUse() {
        try (WeightAverage average = new WeightAverage(HALF, network)) {
            setWeight(3);
            average.update(100);
            try (WeightAverage.InUse averaged = average.use()) {
                assertThat(weight().getFloat()).isEqualTo(2);
            }
            assertThat(weight().getFloat()).isEqualTo(3);
            assertThat(weight().hasGradient()).isTrue();
        }
    }

    @Test
    void leavesRunningStatisticsToBeEstimatedAnew() {
        NDArray running = parameter(Parameter.Type.RUNNING_MEAN);
        try (WeightAverage average = new WeightAverage(HALF, network)) {
            try (WeightAverage.InUse averaged = average.use()) {
                running.set(new float[] {7});
            }
            assertThat(running.getFloat()).isEqualTo(7);
            assertThat(average.state()).hasSize(3);
        }
    }

    @Test
    void goesOnFromItsState() {
        try (WeightAverage first = new WeightAverage(HALF, network);
                WeightAverage second = new WeightAverage(HALF, network)) {
            setWeight(3);
            first.update(100);
            second.restore(first.state());
            setWeight(6);
            second.update(101);
            assertAverage(second, 4);
            assertAverage(first, 2);
        }
    }

    @Test
    void refusesTheStateOfAnotherNetwork() {
        try (WeightAverage average = new WeightAverage(HALF, network)) {
            String name = average.state().keySet().iterator().next();
            assertThatThrownBy(() -> average.restore(Map.of("other", weight())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[other]; expected: [" + name);
        }
    }

    @Test
    void doesNothingWhereItIsOff() {
        try (WeightAverage average = new WeightAverage(WeightAverageSpec.OFF, network)) {
            setWeight(3);
            average.update(1);
            try (WeightAverage.InUse averaged = average.use()) {
                assertThat(weight().getFloat()).isEqualTo(3);
            }
            assertThat(average.state()).isEmpty();
        }
    }

    @Test
    void keepsNoArrayOfTheNetworksManager() {
        int before = manager.getManagedArrays().size();
        try (WeightAverage average = new WeightAverage(HALF, network)) {
            average.update(1);
            average.use().close();
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    private NDArray parameter(Parameter.Type type) {
        return network.getParameters().values().stream()
                .filter(p -> p.getType() == type)
                .findFirst()
                .orElseThrow()
                .getArray();
    }

    private NDArray weight() {
        return parameter(Parameter.Type.WEIGHT);
    }

    private void setWeight(float value) {
        try (NoGradient off = new NoGradient();
                NDArray source = manager.full(weight().getShape(), value)) {
            source.copyTo(weight());
        }
    }

    private static void assertAverage(WeightAverage average, double expected) {
        NDArray first = average.state().values().iterator().next();
        assertThat((double) first.getFloat()).isCloseTo(expected, within(1e-5));
    }
}
