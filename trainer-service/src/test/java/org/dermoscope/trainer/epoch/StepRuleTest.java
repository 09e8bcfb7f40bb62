package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.dermoscope.architecture.NoGradient;
import org.dermoscope.architecture.OptimizerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All expected values are worked out by hand from the formulas in the rules' documentation. */
class StepRuleTest {
    private NDManager manager;
    private NDArray weight;
    private long steps;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
        weight = manager.create(new float[] {1});
        weight.setRequiresGradient(true);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void takesNesterovStepsAsKerasDoes() {
        StepRule rule = rule(OptimizerSpec.sgdNesterov(0.1, 0.9, 0), false);
        step(rule, 0.5f, 0.1); // v = -0.05, w = 1 - 0.045 - 0.05
        assertWeight(0.905);
        step(rule, 0.2f, 0.1); // v = -0.045 - 0.02, w = 0.905 - 0.0585 - 0.02
        assertWeight(0.8265);
        step(rule, 0.2f, 0.05); // v = -0.0585 - 0.01, w = 0.8265 - 0.06165 - 0.01
        assertWeight(0.75485);
    }

    @Test
    void takesPlainMomentumSteps() {
        StepRule rule = rule(new OptimizerSpec(OptimizerSpec.Kind.SGD, 0.1, 0.9, false, 0.9, 0.999, 1e-7, 0), false);
        step(rule, 0.5f, 0.1);
        assertWeight(0.95);
        step(rule, 0.2f, 0.1); // v = -0.045 - 0.02
        assertWeight(0.885);
    }

    @Test
    void takesAdamStepsWithEpsilonOutsideTheRoot() {
        StepRule rule = rule(new OptimizerSpec(OptimizerSpec.Kind.ADAM, 0.1, 0, false, 0.9, 0.999, 0.01, 0), false);
        // m = 0.05, sqrt(v) = 0.0158114, rate = 0.0316228: 0.00158114 / 0.0258114 = 0.0612574
        step(rule, 0.5f, 0.1);
        assertWeight(0.9387426);
        // m = 0.02, v = 0.00031225, sqrt(v) = 0.0176706, rate = 0.1 * 0.0447102 / 0.19: 0.000470633 / 0.0276706 =
        // 0.0170084
        step(rule, -0.25f, 0.1);
        assertWeight(0.9217341);
    }

    @Test
    void decaysKernelsBesideTheAdamStepAndWithoutAPenalty() {
        StepRule rule = rule(adamW(0.5), true);
        // 1 * (1 - 0.1 * 0.5), then the steps of Adam above, whose moments do not depend on the weight
        step(rule, 0.5f, 0.1);
        assertWeight(0.95 - 0.0612574);
        step(rule, -0.25f, 0.1); // 0.8887426 * 0.95
        assertWeight(0.8443055 - 0.0170085);
    }

    @Test
    void decaysNoOtherParametersThanKernels() {
        StepRule rule = rule(adamW(0.5), false);
        step(rule, 0.5f, 0.1);
        assertWeight(0.9387426);
    }

    @Test
    void addsTwiceThePenaltyTimesTheWeightToKernels() {
        StepRule rule = rule(OptimizerSpec.sgdNesterov(0.1, 0, 0.001), true);
        step(rule, 0.5f, 1);
        assertWeight(1 - 0.502);
    }

    @Test
    void doesNotPenaliseOtherParameters() {
        StepRule rule = rule(OptimizerSpec.sgdNesterov(0.1, 0, 0.001), false);
        step(rule, 0.5f, 1);
        assertWeight(0.5);
    }

    @ParameterizedTest
    @EnumSource(OptimizerSpec.Kind.class)
    void keepsNoNativeArrayOfAStep(OptimizerSpec.Kind kind) {
        StepRule rule = rule(new OptimizerSpec(kind, 0.1, 0.9, true, 0.9, 0.999, 1e-7, 0.001), true);
        int before = manager.getManagedArrays().size();
        try (NoGradient off = new NoGradient()) {
            rule.step(0.1, 1);
            rule.step(0.1, 2);
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void leavesAGradientOfZeroEvenAfterOneThatIsNoNumber() {
        StepRule rule = rule(OptimizerSpec.sgdNesterov(0.1, 0, 0), false);
        step(rule, Float.NaN, 0.1);
        assertThat(weight.getGradient().getFloat()).isZero();
    }

    private StepRule rule(OptimizerSpec spec, boolean kernel) {
        return StepRule.of(spec, List.of(new TrainedParameter(weight, kernel, 1, 0)), manager);
    }

    /** With a penalty, which it must ignore. */
    private static OptimizerSpec adamW(double weightDecay) {
        return new OptimizerSpec(OptimizerSpec.Kind.ADAMW, 0.1, 0, false, 0.9, 0.999, 0.01, 0.9, weightDecay);
    }

    private void step(StepRule rule, float gradient, double learningRate) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(weight.mul(gradient).sum());
        }
        try (NoGradient off = new NoGradient()) {
            rule.step(learningRate, ++steps);
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerSpec.Kind.class)
    void aHeldParameterStaysThenLearnsAsFromItsOwnFirstStep(OptimizerSpec.Kind kind) {
        OptimizerSpec spec = new OptimizerSpec(kind, 0.1, 0.9, false, 0.9, 0.999, 1e-7, 0, 0.01);
        StepRule rule = StepRule.of(spec, List.of(new TrainedParameter(weight, true, 0.5, 2)), manager);
        float before = weight.getFloat();
        step(rule, 1, 0.1);
        step(rule, 1, 0.1);
        assertThat(weight.getFloat()).isEqualTo(before);
        weight.getGradient().muli(0);
        step(rule, 1, 0.1);
        double decay = kind == OptimizerSpec.Kind.ADAMW ? before * 0.1 * 0.5 * 0.01 : 0;
        assertThat((double) weight.getFloat()).isCloseTo(before - decay - 0.1 * 0.5, within(1e-6));
    }

    private void assertWeight(double expected) {
        assertThat((double) weight.getFloat()).isCloseTo(expected, within(2e-7));
    }
}
