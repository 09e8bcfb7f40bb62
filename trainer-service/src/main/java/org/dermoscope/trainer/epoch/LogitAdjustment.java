package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.ClassCounts;

/**
 * Cross-entropy of {@code logits + tau log prior}: Menon et al., Long-Tail Learning via Logit Adjustment (ICLR 2021). The
 * network's own logits, which are validated and served, so learn to do without the priors: with tau 1 their largest is
 * the choice with the least error averaged over classes.
 */
final class LogitAdjustment implements TrainingLoss {
    private static final TrainingLoss CROSS_ENTROPY = new CrossEntropy();

    private final float[] offsets;

    private LogitAdjustment(float[] offsets) {
        this.offsets = offsets;
    }

    /** @param counts of the training part; a class without images counts as if it had one, for 0 has no logarithm */
    static LogitAdjustment of(double tau, ClassCounts counts) {
        float[] offsets = new float[LesionClass.COUNT];
        for (int c = 0; c < offsets.length; c++) {
            offsets[c] = (float) (tau * Math.log((double) Math.max(1, counts.of(c)) / counts.total()));
        }
        return new LogitAdjustment(offsets);
    }

    @Override
    public NDArray loss(NDArray logits, NDArray coefficients) {
        NDArray adjusted = logits.add(logits.getManager().create(offsets));
        return CROSS_ENTROPY.loss(adjusted, coefficients);
    }
}
