package org.dermoscope.architecture;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import org.dermoscope.graph.Kernel;

/**
 * A two-dimensional convolution of stride 1.
 *
 * @param in input channels
 * @param out output channels
 * @param height of the kernel
 * @param width of the kernel
 * @param padding zeros on each side, in both directions
 * @param bias whether a bias is added
 */
record ConvolutionSpec(int in, int out, int height, int width, int padding, boolean bias) {
    /** Every output position sees only real input, with a bias: the output is smaller by the kernel's size - 1. */
    static ConvolutionSpec valid(int in, int out, int height, int width) {
        return new ConvolutionSpec(in, out, height, width, 0, true);
    }

    /** An odd square kernel whose output has the input's size, without a bias. */
    static ConvolutionSpec same(int in, int out, int size) {
        return new ConvolutionSpec(in, out, size, size, size / 2, false);
    }

    /** A new kernel {@code (out, in, height, width)}. */
    Parameter newKernel() {
        return Parameter.builder()
                .setName("kernel")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(out, in, height, width))
                .build();
    }

    /** A new vector with one value per output channel. */
    Parameter newVector(String name, Parameter.Type type, boolean trainable) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(out))
                .optRequiresGrad(trainable)
                .build();
    }

    Kernel.Size exported() {
        return new Kernel.Size(out, in, height, width);
    }

    Shape outputShape(Shape input) {
        return new Shape(
                input.get(0), out, input.get(2) + 2L * padding - height + 1, input.get(3) + 2L * padding - width + 1);
    }
}
