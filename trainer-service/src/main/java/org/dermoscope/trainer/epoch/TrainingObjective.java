package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.ClassCounts;
import org.dermoscope.trainer.data.TrainingBatch;

/** The loss of a batch: what is minimised, and how much each image counts in it. Immutable. */
public final class TrainingObjective {
    private final TrainingLoss loss;
    private final TargetCoefficients coefficients;

    private TrainingObjective(TrainingLoss loss, TargetCoefficients coefficients) {
        this.loss = loss;
        this.coefficients = coefficients;
    }

    /** Cross-entropy in which every image counts the same. */
    public static TrainingObjective plain() {
        return new TrainingObjective(new CrossEntropy(), new TargetCoefficients(ClassWeights.equal(), 0));
    }

    /**
     * As the specification says.
     *
     * @param labelSmoothing see {@link org.dermoscope.trainer.run.RunConfig}
     * @param labels class indices of the training part, which class weights and priors follow from
     */
    public static TrainingObjective of(ImbalanceSpec spec, double labelSmoothing, int[] labels) {
        ClassCounts counts = new ClassCounts(labels);
        return new TrainingObjective(
                TrainingLoss.of(spec, counts), new TargetCoefficients(ClassWeights.of(spec, counts), labelSmoothing));
    }

    /**
     * A scalar, attached to the logits' manager.
     *
     * @param logits {@code (N, 7)} of the batch
     */
    NDArray loss(NDArray logits, TrainingBatch batch) {
        Shape shape = new Shape(batch.size(), LesionClass.COUNT);
        return loss.loss(logits, logits.getManager().create(coefficients.of(batch), shape));
    }
}
