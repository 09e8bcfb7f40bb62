package org.dermoscope.graph;

import java.util.List;

/** One operation on float tensors {@code (N, C, H, W)}; {@link #output()} names its result, once in a graph. */
public sealed interface Node {
    String output();

    List<String> inputs();

    /** Of the output. */
    TensorSize size(List<TensorSize> inputs);

    /** A convolution, then an activation. */
    record Convolution(String output, String input, Kernel kernel, ConvolutionGeometry geometry, Activation activation)
            implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return geometry.size(inputs.get(0), kernel.size());
        }
    }

    /**
     * The largest value of each square of positions; rows and columns that do not fill one at the end are left out.
     *
     * @param size of the square
     * @param stride from one square to the next
     * @param padding rows and columns on each side that are never the largest
     */
    record MaxPooling(String output, String input, int size, int stride, int padding) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            TensorSize before = inputs.get(0);
            return new TensorSize(before.channels(), squares(before.height()), squares(before.width()));
        }

        private int squares(int positions) {
            return (positions + 2 * padding - size) / stride + 1;
        }
    }

    /** The sum of two tensors of the same size. */
    record Addition(String output, String first, String second) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(first, second);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return inputs.get(0);
        }
    }

    /** Channels of several tensors of the same size, one after the other. */
    record Concatenation(String output, List<String> inputs) implements Node {
        public Concatenation {
            inputs = List.copyOf(inputs);
        }

        @Override
        public TensorSize size(List<TensorSize> sizes) {
            int channels = sizes.stream().mapToInt(TensorSize::channels).sum();
            return new TensorSize(channels, sizes.get(0).height(), sizes.get(0).width());
        }
    }

    /**
     * The sum of a tensor and one that is the same for every image.
     *
     * @param values {@code float[C * H * W]} in that order, of the input's size; not copied
     */
    record ConstantAddition(String output, String input, float[] values) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return inputs.get(0);
        }
    }

    /** {@code y Φ(y)}, value by value, with the normal distribution's Φ (Hendrycks and Gimpel, 2016). */
    record Gelu(String output, String input) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return inputs.get(0);
        }
    }

    /**
     * {@code gamma (y - mean) / sqrt(variance + epsilon) + beta} with the mean and the variance over the channels of each
     * position (Ba et al., 2016).
     *
     * @param gamma one an input channel; not copied
     * @param beta one an input channel; not copied
     */
    record LayerNormalization(String output, String input, float[] gamma, float[] beta, double epsilon)
            implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            return inputs.get(0);
        }
    }

    /**
     * Scaled dot-product attention of all positions with all positions (Vaswani et al., 2017).
     *
     * @param input the queries' channels, the keys' and the values', as many each, head after head in each
     * @param heads into which they are divided, each of which attends on its own
     */
    record Attention(String output, String input, int heads) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            TensorSize before = inputs.get(0);
            return new TensorSize(before.channels() / 3, before.height(), before.width());
        }
    }
}
