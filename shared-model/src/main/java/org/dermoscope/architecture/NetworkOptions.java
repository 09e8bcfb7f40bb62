package org.dermoscope.architecture;

/**
 * What a network's blocks need to know beyond their sizes.
 *
 * @param batchNormMomentum see {@link TrainingRecipe}
 * @param precision of training; without training a network computes in float32
 * @param batchNormEpsilon what is added to variances; the architecture's own choice, whoever makes a network
 */
public record NetworkOptions(double batchNormMomentum, Precision precision, double batchNormEpsilon) {
    private static final double KERAS_EPSILON = 1e-3;

    /** For a network that is not trained. */
    public static final NetworkOptions INFERENCE = new NetworkOptions(0.99, Precision.FP32);

    /** With Keras' epsilon, 1e-3. */
    public NetworkOptions(double batchNormMomentum, Precision precision) {
        this(batchNormMomentum, precision, KERAS_EPSILON);
    }

    NetworkOptions withBatchNormEpsilon(double epsilon) {
        return new NetworkOptions(batchNormMomentum, precision, epsilon);
    }
}
