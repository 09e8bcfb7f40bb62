package org.dermoscope.trainer.range;

import org.dermoscope.architecture.Ranges;

/**
 * Which rates a range test tries.
 *
 * @param minLearningRate of the first step, above 0
 * @param maxLearningRate of the last step, at least twice the first
 * @param steps at most, each with a batch
 */
public record LrRangeSpec(double minLearningRate, double maxLearningRate, int steps) {
    public static final LrRangeSpec DEFAULT = new LrRangeSpec(1e-6, 1, 100);

    public LrRangeSpec {
        Ranges.requireWithin("lr_range.min_learning_rate", minLearningRate, Math.ulp(0.0), 1);
        Ranges.requireWithin("lr_range.max_learning_rate", maxLearningRate, 2 * minLearningRate, 10);
        Ranges.requireWithin("lr_range.steps", steps, 20, 10_000);
    }

    /**
     * Grows by the same factor from step to step.
     *
     * @param step from 1
     */
    public double rate(int step) {
        double share = (step - 1.0) / (steps - 1.0);
        return minLearningRate * Math.pow(maxLearningRate / minLearningRate, share);
    }
}
