package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;

/**
 * A layer of a dense block (Huang et al., 2017): normalises its input, reduces it to a few channels by a 1x1 convolution,
 * makes new ones of them by a 3x3 convolution, and puts those behind the input's. Runs as one operator.
 */
final class DenseLayer extends ImageBlock {
    private final BatchNormRelu norm;
    private final NormalizedConvolution narrow;
    private final Convolution grow;
    private final Spec spec;
    private final ScriptedOperator trainingStep;
    private final ScriptedOperator evaluation;

    /**
     * @param in channels of the input
     * @param inner channels between the two convolutions
     * @param growth channels that come behind the input's
     */
    record Spec(int in, int inner, int growth) {}

    DenseLayer(Spec spec, NetworkOptions options) {
        this.spec = spec;
        norm = addChildBlock("norm", new BatchNormRelu(spec.in(), options));
        narrow = addChildBlock(
                "narrow",
                new NormalizedConvolution(
                        new Kernel.Size(spec.inner(), spec.in(), 1, 1),
                        ConvolutionGeometry.dense(0),
                        Activation.RELU,
                        options));
        grow = addChildBlock("grow", new Convolution(ConvolutionSpec.same(spec.inner(), spec.growth(), 3)));
        trainingStep = operator(options.precision().typeCode(), true);
        evaluation = operator(Precision.FP32.typeCode(), false);
    }

    private ScriptedOperator operator(int type, boolean training) {
        List<String> inputs = new ArrayList<>(List.of("z"));
        inputs.addAll(BatchNormRelu.inputs("norm_"));
        inputs.addAll(NormalizedConvolution.inputs("narrow_"));
        inputs.add("kernel");
        List<String> body = new ArrayList<>(List.of("x = torch.to(z, " + type + ")"));
        body.addAll(norm.statements("norm_", training));
        body.addAll(narrow.statements("narrow_", training));
        body.add("y = torch.conv2d(y, torch.to(kernel, " + type + "), None, [1, 1], [1, 1], [1, 1])");
        body.add("return torch.cat([x, y], 1)");
        return ScriptedOperator.of(inputs, body);
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return (training ? trainingStep : evaluation).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        String normalised = graph.within("norm", () -> norm.describe(graph, input));
        String inner = graph.within("narrow", () -> narrow.describe(graph, normalised));
        String more = graph.within("grow", () -> grow.describe(graph, inner));
        return graph.concatenation(List.of(input, more));
    }

    @Override
    protected Shape outputShape(Shape input) {
        return new Shape(input.get(0), spec.in() + spec.growth(), input.get(2), input.get(3));
    }
}
