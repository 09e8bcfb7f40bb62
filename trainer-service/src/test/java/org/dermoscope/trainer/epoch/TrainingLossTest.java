package org.dermoscope.trainer.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.ImbalanceSpec.Kind;
import org.dermoscope.trainer.data.ClassCounts;
import org.dermoscope.trainer.data.TrainingBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLossTest {
    private static final float[] LOGITS = {1.5f, -0.5f, 0.2f, 0, -2, 0.7f, 0.1f, 0.3f, 2, 0, -1, 0.4f, -0.6f, 1};
    private static final int[] LABELS = {0, 4};

    private NDManager manager;
    private double smoothing;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager("PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void dividesTheWeightedLossByTheNumberOfImages() {
        TrainingObjective objective = TrainingObjective.of(
                new ImbalanceSpec(Kind.CLASS_WEIGHTS, 1), 0, new int[] {0, 1, 1, 1, 1, 1}); // weights 3 and 0.6
        NDArray loss = objective.loss(manager.zeros(new Shape(2, 7)), batch(0, 1));
        assertThat((double) loss.getFloat()).isCloseTo((3 + 0.6) / 2 * Math.log(7), within(1e-6));
    }

    @Test
    void takesAwayFromTheGradientWhatIsPredictedRight() {
        double[] p = softmax();
        double[] gradient = gradient(new CrossEntropy());
        assertThat(gradient[0]).isCloseTo((p[0] - 1) / 2, within(1e-6));
        assertThat(gradient[5]).isCloseTo(p[5] / 2, within(1e-6));
    }

    @Test
    void focusesOnTheImageThatIsClassifiedWorse() {
        // p = 0.5 where one of seven logits is log 6: 0.25 log 2 with gamma 2
        NDArray even = manager.create(new float[] {(float) Math.log(6), 0, 0, 0, 0, 0, 0}, new Shape(1, 7));
        NDArray loss = new FocalLoss(2).loss(even, coefficients(batch(0)));
        assertThat((double) loss.getFloat()).isCloseTo(0.25 * Math.log(2), within(1e-6));
        // p = 0.9 where it is log 54: 0.01 of cross-entropy is left
        NDArray sure = manager.create(new float[] {(float) Math.log(54), 0, 0, 0, 0, 0, 0}, new Shape(1, 7));
        assertThat((double) new FocalLoss(2).loss(sure, coefficients(batch(0))).getFloat())
                .isCloseTo(-0.01 * Math.log(0.9), within(1e-6));
    }

    @Test
    void followsTheSlopeOfTheFocalLoss() {
        // d/dz_j = (gamma p (1-p)^(gamma-1) log p - (1-p)^gamma) (delta - p_j)
        double[] p = softmax();
        double slope = 2 * p[0] * (1 - p[0]) * Math.log(p[0]) - Math.pow(1 - p[0], 2);
        double[] gradient = gradient(new FocalLoss(2));
        assertThat(gradient[0]).isCloseTo(slope * (1 - p[0]) / 2, within(1e-6));
        assertThat(gradient[3]).isCloseTo(-slope * p[3] / 2, within(1e-6));
    }

    @Test
    void isCrossEntropyForAFocusOfZero() {
        assertThat(gradient(new FocalLoss(0))).containsExactly(gradient(new CrossEntropy()), within(1e-6));
    }

    @Test
    void keepsAFiniteSlopeWhereAnImageIsCertain() {
        for (double gamma : new double[] {0, 0.5, 1, 2}) {
            NDArray logits = manager.create(new float[] {200, 0, 0, 0, 0, 0, 0}, new Shape(1, 7));
            for (double slope : gradient(new FocalLoss(gamma), logits, batch(0))) {
                assertThat(slope).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void addsTheLogarithmOfThePriorsToTheLogits() {
        // six of class 0, three of class 4; others count as one of the nine
        ClassCounts counts = new ClassCounts(new int[] {0, 0, 0, 0, 0, 0, 4, 4, 4});
        double tau = 0.5;
        LogitAdjustment loss = LogitAdjustment.of(tau, counts);
        double[] prior = {6 / 9.0, 1 / 9.0, 1 / 9.0, 1 / 9.0, 3 / 9.0, 1 / 9.0, 1 / 9.0};
        double sum = 0;
        for (double share : prior) {
            sum += Math.pow(share, tau);
        }
        NDArray value = loss.loss(manager.zeros(new Shape(1, 7)), coefficients(batch(4)));
        assertThat((double) value.getFloat()).isCloseTo(-Math.log(Math.pow(3 / 9.0, tau) / sum), within(1e-6));
    }

    @Test
    void trainsAsCrossEntropyDoesWherePriorsAreEqual() {
        LogitAdjustment equal = LogitAdjustment.of(1, new ClassCounts(new int[] {0, 1, 2, 3, 4, 5, 6}));
        assertThat(gradient(equal)).containsExactly(gradient(new CrossEntropy()), within(1e-6));
    }

    @Test
    void spreadsAShareOfTheTargetOverAllClasses() {
        smoothing = 0.14; // 0.88 for the label, 0.02 for each other
        double[] p = softmax();
        double expected = -0.88 * Math.log(p[0]);
        for (int c = 1; c < 7; c++) {
            expected -= 0.02 * Math.log(p[c]);
        }
        NDArray first = manager.create(Arrays.copyOf(LOGITS, 7), new Shape(1, 7));
        assertThat((double)
                        new CrossEntropy().loss(first, coefficients(batch(0))).getFloat())
                .isCloseTo(expected, within(1e-6));
        double[] gradient = gradient(new CrossEntropy());
        assertThat(gradient[0]).isCloseTo((p[0] - 0.88) / 2, within(1e-6));
        assertThat(gradient[5]).isCloseTo((p[5] - 0.02) / 2, within(1e-6));
    }

    @Test
    void weighsASmoothedTargetByItsLabelsWeight() {
        TrainingObjective objective =
                TrainingObjective.of(new ImbalanceSpec(Kind.CLASS_WEIGHTS, 1), 0.14, new int[] {0, 1, 1, 1, 1, 1});
        NDArray logits = manager.create(new float[] {2, 0, 0, 0, 0, 0, 0}, new Shape(1, 7));
        double logSum = Math.log(Math.exp(2) + 6);
        assertThat((double) objective.loss(logits, batch(0)).getFloat())
                .isCloseTo(3 * (logSum - 0.88 * 2), within(1e-5));
    }

    @Test
    void addsTheLossesOfBothLabelsOfMixedImagesByTheirShares() {
        TrainingObjective objective =
                TrainingObjective.of(new ImbalanceSpec(Kind.FOCAL, 1), 0.1, new int[] {0, 0, 0, 1, 4, 4});
        NDArray logits = manager.create(LOGITS, new Shape(2, 7));
        double first = objective.loss(logits, batch(0, 4)).getFloat();
        double second = objective.loss(logits, batch(4, 1)).getFloat();
        TrainingBatch mixed = new TrainingBatch(new float[0], new int[] {0, 4}, 2, new int[] {4, 1}, 0.7);
        assertThat((double) objective.loss(logits, mixed).getFloat())
                .isCloseTo(0.7 * first + 0.3 * second, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void hasTheGradientOfItsFiniteDifferences(double labelSmoothing) {
        smoothing = labelSmoothing;
        ClassCounts counts = new ClassCounts(new int[] {0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 5, 6});
        for (Kind kind : Kind.values()) {
            TrainingLoss loss = TrainingLoss.of(new ImbalanceSpec(kind, 1, 1.5, 0.8), counts);
            double[] gradient = gradient(loss);
            for (int i = 0; i < LOGITS.length; i++) {
                float step = 0.01f;
                double slope = (value(loss, i, step) - value(loss, i, -step)) / (2 * step);
                assertThat(gradient[i]).as("%s, logit %d", kind, i).isCloseTo(slope, within(1e-4));
            }
        }
    }

    private double value(TrainingLoss loss, int index, float change) {
        float[] changed = LOGITS.clone();
        changed[index] += change;
        return loss.loss(manager.create(changed, new Shape(2, 7)), coefficients(batch(LABELS)))
                .getFloat();
    }

    private double[] gradient(TrainingLoss loss) {
        return gradient(loss, manager.create(LOGITS, new Shape(2, 7)), batch(LABELS));
    }

    private double[] gradient(TrainingLoss loss, NDArray logits, TrainingBatch batch) {
        logits.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(loss.loss(logits, coefficients(batch)));
        }
        float[] gradient = logits.getGradient().toFloatArray();
        double[] values = new double[gradient.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = gradient[i];
        }
        return values;
    }

    private NDArray coefficients(TrainingBatch batch) {
        return manager.create(
                new TargetCoefficients(ClassWeights.equal(), smoothing).of(batch), new Shape(batch.size(), 7));
    }

    private static TrainingBatch batch(int... labels) {
        return new TrainingBatch(new float[0], labels, labels.length);
    }

    /** Of the first image. */
    private static double[] softmax() {
        double[] p = new double[7];
        double sum = 0;
        for (int c = 0; c < 7; c++) {
            p[c] = Math.exp(LOGITS[c]);
            sum += p[c];
        }
        for (int c = 0; c < 7; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
