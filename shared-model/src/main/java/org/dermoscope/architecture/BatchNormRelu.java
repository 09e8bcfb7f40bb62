package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;

/**
 * Batch normalisation of features that no single convolution made, and ReLU. Parameters in order: gamma, beta, running_mean,
 * running_var. In a graph it is a depthwise 1x1 convolution, so that it can be computed in integers.
 */
final class BatchNormRelu extends ImageBlock {
    private final int channels;
    private final NetworkOptions options;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;

    BatchNormRelu(int channels, NetworkOptions options) {
        this.channels = channels;
        this.options = options;
        gamma = addParameter(vector("gamma", Parameter.Type.GAMMA, true));
        beta = addParameter(vector("beta", Parameter.Type.BETA, true));
        runningMean = addParameter(vector("running_mean", Parameter.Type.RUNNING_MEAN, false));
        runningVar = addParameter(vector("running_var", Parameter.Type.RUNNING_VAR, false));
    }

    private Parameter vector(String name, Parameter.Type type, boolean trainable) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(channels))
                .optRequiresGrad(trainable)
                .build();
    }

    /** Names of this block's tensors in {@link #statements}, in the order of its parameters. */
    static List<String> inputs(String prefix) {
        return List.of(prefix + "gamma", prefix + "beta", prefix + "mean", prefix + "var");
    }

    /** TorchScript that makes {@code y} this block's output for {@code x}. */
    List<String> statements(String prefix, boolean training) {
        return List.of(
                "y = torch.batch_norm(x, " + String.join(", ", inputs(prefix)) + ", " + (training ? "True" : "False")
                        + ", " + (1 - options.batchNormMomentum()) + ", " + options.batchNormEpsilon() + ", True)",
                "y = torch.relu_(y)");
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        List<String> body = new ArrayList<>(statements("", training));
        body.add("return torch.to(y, " + Precision.FP32.typeCode() + ")");
        List<String> names = new ArrayList<>(List.of("x"));
        names.addAll(inputs(""));
        return ScriptedOperator.of(names, body).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        Kernel identity = new Kernel(ones, new Kernel.Size(channels, 1, 1, 1), new float[channels]);
        Kernel.Normalization normalization = new Kernel.Normalization(
                gamma.getArray().toFloatArray(),
                beta.getArray().toFloatArray(),
                runningMean.getArray().toFloatArray(),
                runningVar.getArray().toFloatArray(),
                options.batchNormEpsilon());
        return graph.convolution(
                input,
                identity.folded(normalization),
                new ConvolutionGeometry(1, Padding.NONE, channels),
                Activation.RELU);
    }

    @Override
    protected Shape outputShape(Shape input) {
        return input;
    }
}
