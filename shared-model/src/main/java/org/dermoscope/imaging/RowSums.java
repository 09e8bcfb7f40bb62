package org.dermoscope.imaging;

import java.util.Arrays;

/**
 * The rows of a picture whose height changes, summed up while the source's rows come one after another. Not thread-safe.
 */
final class RowSums {
    private final ResamplingWeights weights;
    private final int stride;
    private final int[] sums;
    private int row;
    private int first;

    /** @param stride samples in a row */
    RowSums(ResamplingWeights weights, int stride) {
        this.weights = weights;
        this.stride = stride;
        this.sums = new int[Math.multiplyExact(stride, weights.targetSize())];
        Arrays.fill(sums, ResamplingWeights.HALF);
    }

    /** Adds the source's next row. @param samples 0..255 */
    void add(int[] samples) {
        int[] starts = weights.starts();
        while (first < starts.length && weights.end(first) <= row) {
            first++;
        }
        for (int y = first; y < starts.length && starts[y] <= row; y++) {
            addWeighted(samples, weights.tap(y, row), y * stride);
        }
        row++;
    }

    /** Nothing but this, so that it is compiled to vector instructions. */
    private void addWeighted(int[] samples, int weight, int at) {
        int[] target = sums;
        for (int i = 0; i < samples.length; i++) {
            target[at + i] += samples[i] * weight;
        }
    }

    /** The picture, when all rows of the source were added. */
    byte[] pixels() {
        byte[] pixels = new byte[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ResamplingWeights.toSample(sums[i]);
        }
        return pixels;
    }
}
