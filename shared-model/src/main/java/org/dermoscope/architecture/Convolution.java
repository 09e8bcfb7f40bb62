package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import org.jspecify.annotations.Nullable;

/** A plain convolution, as the networks' heads use it. Parameters in order: kernel, bias if any. */
final class Convolution extends ImageBlock {
    private static final Shape STRIDE = new Shape(1, 1);

    private final ConvolutionSpec spec;
    private final Shape padding;
    private final Parameter kernel;
    private final @Nullable Parameter bias;

    Convolution(ConvolutionSpec spec) {
        this.spec = spec;
        padding = new Shape(spec.padding(), spec.padding());
        kernel = addParameter(spec.newKernel());
        bias = spec.bias() ? addParameter(spec.newVector("bias", Parameter.Type.BIAS, true)) : null;
    }

    @Override
    protected NDArray apply(ParameterStore parameters, NDArray input, boolean training) {
        NDArray k = parameters.getValue(kernel, input.getDevice(), training);
        NDArray b = bias == null ? null : parameters.getValue(bias, input.getDevice(), training);
        return Conv2d.conv2d(input, k, b, STRIDE, padding).singletonOrThrow();
    }

    @Override
    protected Shape outputShape(Shape input) {
        return spec.outputShape(input);
    }
}
