package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;

/**
 * Convolution, batch normalisation, optionally 2x2 max pooling of stride 2, ReLU. Pooling comes before ReLU because the
 * two commute and ReLU then touches a quarter of the values. Parameters in order: gamma, beta, running_mean,
 * running_var, then those of the convolution.
 *
 * <p>Batch normalisation uses Keras' epsilon 1e-3; its momentum is the weight of the old running statistics.
 */
final class ConvBatchNormRelu extends ImageBlock {
    private static final float EPSILON = 1e-3f;
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);
    /** What DJL's PyTorch engine calls the channel axis of {@code (N, C, H, W)}; naming it 1 costs two transpositions. */
    private static final int CHANNELS = -1;

    private final Convolution convolution;
    private final float momentum;
    private final boolean pooled;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;

    ConvBatchNormRelu(ConvolutionSpec spec, double momentum, boolean pooled) {
        this.momentum = (float) momentum;
        this.pooled = pooled;
        convolution = addChildBlock("conv", new Convolution(spec));
        gamma = addParameter(spec.newVector("gamma", Parameter.Type.GAMMA, true));
        beta = addParameter(spec.newVector("beta", Parameter.Type.BETA, true));
        runningMean = addParameter(spec.newVector("running_mean", Parameter.Type.RUNNING_MEAN, false));
        runningVar = addParameter(spec.newVector("running_var", Parameter.Type.RUNNING_VAR, false));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        try (NDArray features = convolution.apply(parameters, input, training);
                NDArray normalised = normalise(parameters, features, training)) {
            if (!pooled) {
                return Activation.relu(normalised);
            }
            try (NDArray largest = Pool.maxPool2d(normalised, TWO, TWO, NONE, false)) {
                return Activation.relu(largest);
            }
        }
    }

    private NDArray normalise(ParameterStore parameters, NDArray features, boolean training) {
        return BatchNorm.batchNorm(
                        features,
                        parameters.getValue(runningMean, features.getDevice(), training),
                        parameters.getValue(runningVar, features.getDevice(), training),
                        parameters.getValue(gamma, features.getDevice(), training),
                        parameters.getValue(beta, features.getDevice(), training),
                        CHANNELS,
                        momentum,
                        EPSILON,
                        training)
                .singletonOrThrow();
    }

    @Override
    protected Shape outputShape(Shape input) {
        Shape output = convolution.outputShape(input);
        return pooled ? new Shape(output.get(0), output.get(1), output.get(2) / 2, output.get(3) / 2) : output;
    }
}
