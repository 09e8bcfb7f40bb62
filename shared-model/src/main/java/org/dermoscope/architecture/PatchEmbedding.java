package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;

/**
 * One vector for each square patch of an image: a linear map of its pixels, and a learned vector for its place
 * (Dosovitskiy et al., 2021). Parameters in order: kernel, bias, positions {@code (C, h, w)}.
 */
final class PatchEmbedding extends ImageBlock {
    private static final int COLORS = 3;

    private final int patch;
    private final TensorSize size;
    private final Parameter kernel;
    private final Parameter bias;
    private final Parameter positions;
    private final ScriptedOperator trainingStep;
    private final ScriptedOperator evaluation;

    /**
     * @param patch its height and width in pixels
     * @param size of the output; images are {@code patch} times as high and as wide
     */
    PatchEmbedding(int patch, TensorSize size, NetworkOptions options) {
        this.patch = patch;
        this.size = size;
        kernel = parameter("kernel", Parameter.Type.WEIGHT, new Shape(size.channels(), COLORS, patch, patch));
        bias = parameter("bias", Parameter.Type.BIAS, new Shape(size.channels()));
        positions = parameter("positions", Parameter.Type.BIAS, new Shape(size.shape()));
        trainingStep = operator(options.precision());
        evaluation = operator(Precision.FP32);
    }

    private Parameter parameter(String name, Parameter.Type type, Shape shape) {
        return addParameter(
                Parameter.builder().setName(name).setType(type).optShape(shape).build());
    }

    private ScriptedOperator operator(Precision precision) {
        int type = precision.typeCode();
        String stride = "[" + patch + ", " + patch + "]";
        return ScriptedOperator.of(
                List.of("x", "kernel", "bias", "positions"),
                List.of(
                        "y = torch.conv2d(torch.to(x, " + type + "), torch.to(kernel, " + type + "), torch.to(bias, "
                                + type + "), " + stride + ", [0, 0], [1, 1])",
                        "return torch.add(torch.to(y, " + Precision.FP32.typeCode() + "), positions)"));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return (training ? trainingStep : evaluation).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        Kernel exported = new Kernel(
                kernel.getArray().toFloatArray(),
                new Kernel.Size(size.channels(), COLORS, patch, patch),
                bias.getArray().toFloatArray());
        String patches =
                graph.convolution(input, exported, new ConvolutionGeometry(patch, Padding.NONE, 1), Activation.NONE);
        return graph.constantAddition(patches, positions.getArray().toFloatArray());
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), size.channels(), size.height(), size.width());
    }
}
