package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;

/** {@code -log softmax(logits)[label]}. */
final class CrossEntropy implements TrainingLoss {
    @Override
    public NDArray loss(NDArray logits, NDArray coefficients) {
        return logits.logSoftmax(1).mul(coefficients).sum();
    }
}
