package org.dermoscope.pretrained;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a tensor's elements lie in a storage.
 *
 * @param offset of the first
 * @param shape of at most 8 dimensions; empty for a single element
 * @param strides from one element to the next in each dimension; 0 repeats one
 */
record TensorLayout(long offset, List<Long> shape, List<Long> strides) {
    private static final int MAX_DIMENSIONS = 8;

    /** @throws WeightsRefusedException if this is no layout */
    TensorLayout {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (shape.size() > MAX_DIMENSIONS
                || strides.size() != shape.size()
                || offset < 0
                || shape.stream().anyMatch(n -> n < 0)
                || strides.stream().anyMatch(n -> n < 0)) {
            throw new WeightsRefusedException("A tensor " + shape + " with the strides " + strides + " from element "
                    + offset + " on is none; allowed are up to " + MAX_DIMENSIONS
                    + " dimensions and no negative number");
        }
    }

    /** One element after the other, the last dimension's first. */
    static TensorLayout contiguous(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            strides.add(stride);
            stride = exact(stride, shape.get(i), shape);
        }
        Collections.reverse(strides);
        return new TensorLayout(0, shape, strides);
    }

    /** Number of elements. */
    long size() {
        long size = 1;
        for (long n : shape) {
            size = exact(size, n, shape);
        }
        return size;
    }

    /** How many elements a storage has at least that holds all of these. */
    long extent() {
        if (shape.contains(0L)) {
            return 0;
        }
        try {
            long last = offset;
            for (int i = 0; i < shape.size(); i++) {
                last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
            }
            return Math.addExact(last, 1);
        } catch (ArithmeticException tooLarge) {
            throw tooLarge(shape);
        }
    }

    private static long exact(long size, long n, List<Long> shape) {
        try {
            return Math.multiplyExact(size, n);
        } catch (ArithmeticException tooLarge) {
            throw tooLarge(shape);
        }
    }

    private static WeightsRefusedException tooLarge(List<Long> shape) {
        return new WeightsRefusedException("A tensor " + shape + " is larger than any file");
    }
}
