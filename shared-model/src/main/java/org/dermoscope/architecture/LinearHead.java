package org.dermoscope.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import org.dermoscope.graph.Head;
import org.dermoscope.taxonomy.LesionClass;

/**
 * From features {@code (N, C, h, w)} to logits by one convolution: of the features' own size, or of 1x1 with the mean over
 * the positions.
 *
 * @param pooled whether the convolution is followed by global average pooling
 */
record LinearHead(Convolution convolution, boolean pooled) {
    /** A convolution that covers the features, with a bias. */
    static LinearHead covering(int channels, int height, int width) {
        return new LinearHead(
                new Convolution(ConvolutionSpec.valid(channels, LesionClass.COUNT, height, width)), false);
    }

    /** A 1x1 convolution without a bias, and the mean of its outputs. */
    static LinearHead averaging(int channels) {
        return new LinearHead(new Convolution(ConvolutionSpec.same(channels, LesionClass.COUNT, 1)), true);
    }

    /** A 1x1 convolution with a bias, and the mean of its outputs: what a dense layer makes of the mean of the features. */
    static LinearHead averagingWithBias(int channels) {
        return new LinearHead(new Convolution(ConvolutionSpec.valid(channels, LesionClass.COUNT, 1, 1)), true);
    }

    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray maps = convolution.apply(parameters, features, training)) {
            return pooled ? Pool.globalAvgPool2d(maps) : maps.reshape(-1, LesionClass.COUNT);
        }
    }

    /** What each position contributes, {@code (N, 7, h, w)}; the caller closes it. */
    NDArray evidence(ParameterStore parameters, NDArray features) {
        Shape shape = features.getShape();
        if (pooled) {
            try (NDArray maps = convolution.maps(parameters, features)) {
                return maps.div(shape.get(2) * shape.get(3));
            }
        }
        NDArray kernel = convolution.kernel(parameters, features.getDevice());
        try (NDArray oneClass = features.expandDims(1);
                NDArray products = oneClass.mul(kernel)) {
            return products.sum(new int[] {2});
        }
    }

    Head describe() {
        return new Head(convolution.exported(), pooled);
    }
}
