package org.dermoscope.graph;

import java.util.List;

/** One operation on float tensors {@code (N, C, H, W)}; {@link #output()} names its result, once in a graph. */
public sealed interface Node {
    String output();

    List<String> inputs();

    /** Of the output. */
    TensorSize size(List<TensorSize> inputs);

    /**
     * A convolution of stride 1, then {@code max(0, y)} where {@code relu} says so.
     *
     * @param padding zeros on each side, in both directions
     */
    record Convolution(String output, String input, Kernel kernel, int padding, boolean relu) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            TensorSize before = inputs.get(0);
            Kernel.Size size = kernel.size();
            return new TensorSize(
                    size.out(),
                    before.height() + 2 * padding - size.height() + 1,
                    before.width() + 2 * padding - size.width() + 1);
        }
    }

    /** The largest of each 2x2 positions, stride 2; an odd last row or column is left out. */
    record MaxPooling(String output, String input) implements Node {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }

        @Override
        public TensorSize size(List<TensorSize> inputs) {
            TensorSize before = inputs.get(0);
            return new TensorSize(before.channels(), before.height() / 2, before.width() / 2);
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
}
