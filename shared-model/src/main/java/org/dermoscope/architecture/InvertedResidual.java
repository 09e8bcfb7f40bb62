package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.dermoscope.graph.Padding;
import org.dermoscope.graph.TensorSize;

/**
 * The mobile block of MobileNetV2 (Sandler et al., 2018) with ReLU6: a 1x1 convolution to more channels, a depthwise one, a
 * 1x1 convolution without activation, and the input added where it has the output's size. Runs as one operator. In training
 * the convolutions of a block with such a shortcut are left out for some images ({@link StochasticDepth}).
 */
final class InvertedResidual extends ImageBlock {
    private final Map<String, NormalizedConvolution> convolutions = new LinkedHashMap<>();
    private final boolean shortcut;
    private final double dropRate;
    private final ScriptedOperator trainingStep;
    private final ScriptedOperator evaluation;

    /**
     * @param channels of the output
     * @param expansion factor of the channels within; 1 leaves the first convolution out
     * @param size height and width of the depthwise kernel
     * @param stride of the depthwise convolution
     * @param dropRate share of images that a training step takes past the convolutions, in [0, 1)
     */
    record Spec(int channels, int expansion, int size, int stride, double dropRate) {}

    /** @param input that the block is made for: the padding follows from its height and width */
    InvertedResidual(Spec spec, TensorSize input, NetworkOptions options) {
        int inner = input.channels() * spec.expansion();
        if (spec.expansion() != 1) {
            add("expand", pointwise(input.channels(), inner, Activation.RELU6, options));
        }
        add("depthwise", depthwise(spec, inner, input, options));
        add("project", pointwise(inner, spec.channels(), Activation.NONE, options));
        shortcut = spec.stride() == 1 && input.channels() == spec.channels();
        dropRate = spec.dropRate();
        trainingStep = operator(true);
        evaluation = operator(false);
    }

    private void add(String name, NormalizedConvolution convolution) {
        convolutions.put(name, addChildBlock(name, convolution));
    }

    private static NormalizedConvolution pointwise(int in, int out, Activation activation, NetworkOptions options) {
        return new NormalizedConvolution(
                new Kernel.Size(out, in, 1, 1), ConvolutionGeometry.dense(0), activation, options);
    }

    private static NormalizedConvolution depthwise(Spec spec, int channels, TensorSize input, NetworkOptions options) {
        Padding padding = Padding.same(input.height(), input.width(), spec.size(), spec.stride());
        return new NormalizedConvolution(
                new Kernel.Size(channels, 1, spec.size(), spec.size()),
                new ConvolutionGeometry(spec.stride(), padding, channels),
                Activation.RELU6,
                options);
    }

    private ScriptedOperator operator(boolean training) {
        List<String> inputs = new ArrayList<>(List.of("x"));
        List<String> body = new ArrayList<>(List.of("y = x"));
        convolutions.forEach((name, convolution) -> {
            inputs.addAll(NormalizedConvolution.inputs(name + "_"));
            body.addAll(convolution.statements(name + "_", training));
        });
        if (training && shortcut && dropRate > 0) {
            body.addAll(StochasticDepth.scale("x", 4, dropRate));
            body.add("y = torch.mul(y, torch.to(scale, ops.prim.dtype(y)))");
        }
        body.add(shortcut ? "return torch.add(y, x)" : "return y");
        return ScriptedOperator.of(inputs, body);
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        return (training ? trainingStep : evaluation).apply(operands(parameters, input, training));
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        String output = input;
        for (Map.Entry<String, NormalizedConvolution> entry : convolutions.entrySet()) {
            String before = output;
            output = graph.within(entry.getKey(), () -> entry.getValue().describe(graph, before));
        }
        return shortcut ? graph.addition(input, output) : output;
    }

    @Override
    protected Shape outputShape(Shape input) {
        Shape output = input;
        for (NormalizedConvolution convolution : convolutions.values()) {
            output = convolution.outputShape(output);
        }
        return output;
    }
}
