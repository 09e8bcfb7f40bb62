package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;

/**
 * Convolution of any stride and number of groups without a bias, batch normalisation, activation.
 * Parameters in order: gamma, beta, running_mean, running_var, kernel.
 *
 * <p>Its arithmetic is a list of TorchScript statements, so that blocks made of several can run them in one call. In
 * training dense convolutions take the options' precision and depthwise ones float32, which have too little arithmetic for
 * bfloat16 to pay and a slow backward pass in it; outside of training all is float32.
 */
final class NormalizedConvolution extends ImageBlock {
    private static final List<String> INPUTS = List.of("gamma", "beta", "mean", "var", "kernel");

    private final Kernel.Size size;
    private final ConvolutionGeometry geometry;
    private final Activation activation;
    private final NetworkOptions options;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;
    private final Parameter kernel;

    NormalizedConvolution(
            Kernel.Size size, ConvolutionGeometry geometry, Activation activation, NetworkOptions options) {
        this.size = size;
        this.geometry = geometry;
        this.activation = activation;
        this.options = options;
        gamma = addParameter(vector("gamma", Parameter.Type.GAMMA, true));
        beta = addParameter(vector("beta", Parameter.Type.BETA, true));
        runningMean = addParameter(vector("running_mean", Parameter.Type.RUNNING_MEAN, false));
        runningVar = addParameter(vector("running_var", Parameter.Type.RUNNING_VAR, false));
        kernel = addParameter(Parameter.builder()
                .setName("kernel")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(size.out(), size.in(), size.height(), size.width()))
                .build());
    }

    private Parameter vector(String name, Parameter.Type type, boolean trainable) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(size.out()))
                .optRequiresGrad(trainable)
                .build();
    }

    /** Names of this block's tensors in {@link #statements}, in the order of its parameters. */
    static List<String> inputs(String prefix) {
        return INPUTS.stream().map(name -> prefix + name).toList();
    }

    /** TorchScript that replaces {@code y} by this block's output for it. */
    List<String> statements(String prefix, boolean training) {
        int type = (training && geometry.groups() == 1 ? options.precision() : Precision.FP32).typeCode();
        Padding padding = geometry.padding();
        List<String> body = new ArrayList<>();
        body.add("y = torch.to(y, " + type + ")");
        if (!padding.symmetric()) {
            body.add("y = torch.constant_pad_nd(y, [" + padding.left() + ", " + padding.right() + ", " + padding.top()
                    + ", " + padding.bottom() + "], 0)");
        }
        Padding even = padding.symmetric() ? padding : Padding.NONE;
        body.add("y = torch.conv2d(y, torch.to(" + prefix + "kernel, " + type + "), None, [" + geometry.stride() + ", "
                + geometry.stride() + "], [" + even.top() + ", " + even.left() + "], [1, 1], " + geometry.groups()
                + ")");
        body.add("y = torch.batch_norm(y, " + prefix + "gamma, " + prefix + "beta, " + prefix + "mean, " + prefix
                + "var, " + (training ? "True" : "False") + ", " + (1 - options.batchNormMomentum()) + ", "
                + options.batchNormEpsilon()
                + ", True)");
        if (activation == Activation.RELU6) {
            body.add("y = torch.hardtanh_(y, 0, 6)");
        } else if (activation == Activation.RELU) {
            body.add("y = torch.relu_(y)");
        }
        return body;
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        List<String> body = new ArrayList<>(statements("", training));
        body.add("return y");
        List<String> names = new ArrayList<>(List.of("y"));
        names.addAll(inputs(""));
        return ScriptedOperator.of(names, body).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        Kernel.Normalization normalization = new Kernel.Normalization(
                gamma.getArray().toFloatArray(),
                beta.getArray().toFloatArray(),
                runningMean.getArray().toFloatArray(),
                runningVar.getArray().toFloatArray(),
                options.batchNormEpsilon());
        Kernel plain = new Kernel(kernel.getArray().toFloatArray(), size, new float[size.out()]);
        return graph.convolution(input, plain.folded(normalization), geometry, activation);
    }

    @Override
    protected Shape outputShape(Shape input) {
        TensorSize output =
                geometry.size(new TensorSize((int) input.get(1), (int) input.get(2), (int) input.get(3)), size);
        return new Shape(input.get(0), output.channels(), output.height(), output.width());
    }
}
