package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
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
 * Between two dense blocks: normalises, halves the channels by a 1x1 convolution and both sides by the mean of 2x2 positions.
 * The mean comes before the convolution, with which it commutes, and which has a quarter of the work then.
 */
final class DenseTransition extends ImageBlock {
    private static final int SIZE = 2;

    private final BatchNormRelu norm;
    private final Convolution narrow;
    private final int channels;
    private final ScriptedOperator trainingStep;
    private final ScriptedOperator evaluation;

    /** @param channels of the input */
    DenseTransition(int channels, NetworkOptions options) {
        this.channels = channels;
        norm = addChildBlock("norm", new BatchNormRelu(channels, options));
        narrow = addChildBlock("narrow", new Convolution(ConvolutionSpec.same(channels, channels / 2, 1)));
        trainingStep = operator(options.precision().typeCode(), true);
        evaluation = operator(Precision.FP32.typeCode(), false);
    }

    private ScriptedOperator operator(int type, boolean training) {
        List<String> inputs = new ArrayList<>(List.of("z"));
        inputs.addAll(BatchNormRelu.inputs("norm_"));
        inputs.add("kernel");
        List<String> body = new ArrayList<>(List.of("x = torch.to(z, " + type + ")"));
        body.addAll(norm.statements("norm_", training));
        body.add("y = torch.avg_pool2d(y, [2, 2], [2, 2], [0, 0], False, True, None)");
        body.add("return torch.conv2d(y, torch.to(kernel, " + type + "), None, [1, 1], [0, 0], [1, 1])");
        return ScriptedOperator.of(inputs, body);
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return (training ? trainingStep : evaluation).apply(operands(parameters, input, training));
    }

    /** The mean is a depthwise convolution with equal weights. */
    @Override
    protected String describe(GraphBuilder graph, String input) {
        String normalised = graph.within("norm", () -> norm.describe(graph, input));
        float[] equal = new float[channels * SIZE * SIZE];
        Arrays.fill(equal, 1f / (SIZE * SIZE));
        Kernel mean = new Kernel(equal, new Kernel.Size(channels, 1, SIZE, SIZE), new float[channels]);
        String halved = graph.within(
                "mean",
                () -> graph.convolution(
                        normalised, mean, new ConvolutionGeometry(SIZE, Padding.NONE, channels), Activation.NONE));
        return graph.within("narrow", () -> narrow.describe(graph, halved));
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), channels / 2, input.get(2) / SIZE, input.get(3) / SIZE);
    }
}
