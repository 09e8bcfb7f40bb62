package org.dermoscope.architecture;

/**
 * What a network needs to know beyond its architecture.
 *
 * @param batchNormMomentum see {@link TrainingRecipe}
 * @param precision of training; without training a network computes in float32
 */
public record NetworkOptions(double batchNormMomentum, Precision precision) {
    /** For a network that is not trained. */
    public static final NetworkOptions INFERENCE = new NetworkOptions(0.99, Precision.FP32);
}
