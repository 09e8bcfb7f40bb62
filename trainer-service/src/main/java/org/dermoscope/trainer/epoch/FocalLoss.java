package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;

/**
 * {@code -(1 - p)^gamma log p} with {@code p = softmax(logits)[label]}: Lin et al., Focal Loss for Dense Object Detection
 * (ICCV 2017), over several classes.
 */
final class FocalLoss implements TrainingLoss {
    /** Below it, {@code 1 - p} is rounding, and a power below 1 would have no finite slope at 0. */
    private static final float LEAST_ERROR = 1e-6f;

    private final double gamma;

    /** @param gamma 0 or more; 0 is cross-entropy */
    FocalLoss(double gamma) {
        this.gamma = gamma;
    }

    @Override
    public NDArray loss(NDArray logits, NDArray coefficients) {
        NDArray logs = logits.logSoftmax(1);
        NDArray focus = logs.exp().neg().add(1).maximum(LEAST_ERROR).pow(gamma);
        return focus.mul(logs).mul(coefficients).sum();
    }
}
