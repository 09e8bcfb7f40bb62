package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;

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
    private final int padding;
    private final ScriptedOperator trainingStep;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;

    ConvBatchNormRelu(ConvolutionSpec spec, NetworkOptions options, boolean pooled) {
        momentum = (float) options.batchNormMomentum();
        this.pooled = pooled;
        padding = spec.padding();
        convolution = addChildBlock("conv", new Convolution(spec));
        gamma = addParameter(spec.newVector("gamma", Parameter.Type.GAMMA, true));
        beta = addParameter(spec.newVector("beta", Parameter.Type.BETA, true));
        runningMean = addParameter(spec.newVector("running_mean", Parameter.Type.RUNNING_MEAN, false));
        runningVar = addParameter(spec.newVector("running_var", Parameter.Type.RUNNING_VAR, false));
        trainingStep = trainingStep(spec, options, pooled);
    }

    private static ScriptedOperator trainingStep(ConvolutionSpec spec, NetworkOptions options, boolean pooled) {
        List<String> body = new ArrayList<>();
        int type = options.precision().typeCode();
        String padding = "[" + spec.padding() + ", " + spec.padding() + "]";
        body.add("y = torch.to(x, " + type + ")");
        body.add("k = torch.to(kernel, " + type + ")");
        body.add("y = torch.conv2d(y, k, " + (spec.bias() ? "torch.to(bias, " + type + ")" : "None") + ", [1, 1], "
                + padding + ", [1, 1])");
        body.add("y = torch.batch_norm(y, gamma, beta, mean, var, True, " + (1 - options.batchNormMomentum()) + ", "
                + EPSILON + ", True)");
        if (pooled) {
            body.add("y = torch.max_pool2d(y, [2, 2], [2, 2], [0, 0], [1, 1])");
        }
        body.add("return torch.relu_(y)");
        List<String> inputs = new ArrayList<>(List.of("x", "gamma", "beta", "mean", "var", "kernel"));
        if (spec.bias()) {
            inputs.add("bias");
        }
        return ScriptedOperator.of(inputs, body);
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        if (training) {
            return trainingStep.apply(operands(parameters, input, true));
        }
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
    protected String describe(GraphBuilder graph, String input) {
        Kernel.Normalization normalization = new Kernel.Normalization(
                gamma.getArray().toFloatArray(),
                beta.getArray().toFloatArray(),
                runningMean.getArray().toFloatArray(),
                runningVar.getArray().toFloatArray(),
                EPSILON);
        String output = graph.convolution(
                input,
                convolution.exported().folded(normalization),
                ConvolutionGeometry.dense(padding),
                org.dermoscope.graph.Activation.RELU);
        return pooled ? graph.maxPooling(output) : output;
    }

    @Override
    protected Shape outputShape(Shape input) {
        Shape output = convolution.outputShape(input);
        return pooled ? new Shape(output.get(0), output.get(1), output.get(2) / 2, output.get(3) / 2) : output;
    }
}
