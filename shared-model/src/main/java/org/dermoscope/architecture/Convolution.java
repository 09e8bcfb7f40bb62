package org.dermoscope.architecture;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.dermoscope.graph.Activation;
import org.dermoscope.graph.ConvolutionGeometry;
import org.dermoscope.graph.GraphBuilder;
import org.dermoscope.graph.Kernel;
import org.jspecify.annotations.Nullable;

/** A plain convolution. Parameters in order: kernel, bias if any. */
final class Convolution extends ImageBlock {
    private static final Shape STRIDE = new Shape(1, 1);

    private final ConvolutionSpec spec;
    private final Shape padding;
    private final ScriptedOperator trainingStep;
    private final Parameter kernel;
    private final @Nullable Parameter bias;

    Convolution(ConvolutionSpec spec) {
        this.spec = spec;
        padding = new Shape(spec.padding(), spec.padding());
        kernel = addParameter(spec.newKernel());
        bias = spec.bias() ? addParameter(spec.newVector("bias", Parameter.Type.BIAS, true)) : null;
        trainingStep = trainingStep(spec);
    }

    private static ScriptedOperator trainingStep(ConvolutionSpec spec) {
        String padding = "[" + spec.padding() + ", " + spec.padding() + "]";
        List<String> inputs = spec.bias() ? List.of("x", "kernel", "bias") : List.of("x", "kernel");
        String body = "return torch.conv2d(torch.to(x, 6), kernel, " + (spec.bias() ? "bias" : "None") + ", [1, 1], "
                + padding + ", [1, 1])";
        return ScriptedOperator.of(inputs, List.of(body));
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        if (training) {
            return trainingStep.apply(operands(parameters, input, true));
        }
        NDArray k = parameters.getValue(kernel, input.getDevice(), false);
        NDArray b = bias == null ? null : parameters.getValue(bias, input.getDevice(), false);
        return Conv2d.conv2d(input, k, b, STRIDE, padding).singletonOrThrow();
    }

    @Override
    protected String describe(GraphBuilder graph, String input) {
        return graph.convolution(input, exported(), ConvolutionGeometry.dense(spec.padding()), Activation.NONE);
    }

    /** The values, for a graph. */
    Kernel exported() {
        float[] values = bias == null ? new float[spec.out()] : bias.getArray().toFloatArray();
        return new Kernel(kernel.getArray().toFloatArray(), spec.exported(), values);
    }

    NDArray kernel(ParameterStore parameters, Device device) {
        return kernel(parameters, device, false);
    }

    NDArray kernel(ParameterStore parameters, Device device, boolean training) {
        return parameters.getValue(kernel, device, training);
    }

    /** The result without the bias. */
    NDArray maps(ParameterStore parameters, NDArray input) {
        return Conv2d.conv2d(input, kernel(parameters, input.getDevice()), null, STRIDE, padding)
                .singletonOrThrow();
    }

    @Override
    protected Shape outputShape(Shape input) {
        return spec.outputShape(input);
    }
}
