package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.trainer.data.ClassCounts;

/** What training minimises, as a differentiable function of logits. Immutable. */
@FunctionalInterface
interface TrainingLoss {
    /**
     * A scalar, attached to the logits' manager: the sum over {@code coefficients * term}, where the term of an image and
     * a class is the loss' sign-reversed value if the class is the image's.
     *
     * @param logits {@code (N, 7)} float32
     * @param coefficients {@code (N, 7)} float32 of {@link TargetCoefficients}
     */
    NDArray loss(NDArray logits, NDArray coefficients);

    /** As the specification says; class weights and label smoothing are in the coefficients. */
    static TrainingLoss of(ImbalanceSpec spec, ClassCounts counts) {
        return switch (spec.kind()) {
            case NONE, CLASS_WEIGHTS, BALANCED_SAMPLER -> new CrossEntropy();
            case FOCAL -> new FocalLoss(spec.gamma());
            case LOGIT_ADJUSTMENT -> LogitAdjustment.of(spec.tau(), counts);
        };
    }
}
