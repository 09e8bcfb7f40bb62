package org.dermoscope.trainer.epoch;

/**
 * The steps of an epoch so far. Immutable.
 *
 * @param losses sum over the steps
 * @param lastLoss of the last step, 0 before the first
 * @param correct images whose highest output was their label's
 * @param learningRate of the last step, 0 before the first
 */
record EpochSums(int steps, double losses, double lastLoss, int correct, int images, double learningRate) {
    static final EpochSums NONE = new EpochSums(0, 0, 0, 0, 0, 0);

    EpochSums plus(StepResult result, int batchSize, double rate) {
        return new EpochSums(
                steps + 1, losses + result.loss(), result.loss(), correct + result.correct(), images + batchSize, rate);
    }

    double meanLoss() {
        return losses / steps;
    }

    double accuracy() {
        return (double) correct / images;
    }
}
