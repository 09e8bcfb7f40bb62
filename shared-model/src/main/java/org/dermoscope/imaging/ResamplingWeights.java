package org.dermoscope.imaging;

import java.util.Arrays;

/**
 * The triangle filter between two sizes of one axis, in fixed point. Target pixel {@code i} is the sum over source
 * pixels from {@code starts[i]}, weighted by the taps that end before {@code ends[i]} and begin where those of the
 * pixel before ended.
 *
 * @param starts first source pixel of each target pixel
 * @param ends end of each target pixel's taps in {@code taps}
 * @param taps weights with {@value #BITS} fractional bits; those of one target pixel sum to 1 within rounding
 */
record ResamplingWeights(int[] starts, int[] ends, int[] taps) {
    /** 8 bits of pixel, 1 of sign and 1 of head room are left of 32. */
    private static final int BITS = 22;

    /** One half: where a sum starts, so that {@link #toSample} rounds half up. */
    static final int HALF = 1 << (BITS - 1);

    int targetSize() {
        return starts.length;
    }

    /** The source pixel behind the last one that target pixel {@code i} is of. */
    int end(int i) {
        return starts[i] + ends[i] - begin(i);
    }

    /** The weight of a source pixel, from {@code starts[i]} to before {@link #end}, in target pixel {@code i}. */
    int tap(int i, int source) {
        return taps[begin(i) + source - starts[i]];
    }

    private int begin(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    /** A sum that began with {@link #HALF}, 0..255. */
    static int toSample(int sum) {
        return Math.min(255, sum >> BITS);
    }

    static ResamplingWeights of(int sourceSize, int targetSize) {
        double scale = (double) sourceSize / targetSize;
        double support = Math.max(1, scale);
        int[] starts = new int[targetSize];
        int[] ends = new int[targetSize];
        int[] taps =
                new int[Math.toIntExact(Math.min((long) sourceSize, (long) Math.ceil(support) * 2 + 1) * targetSize)];
        int count = 0;
        for (int i = 0; i < targetSize; i++) {
            double center = (i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(sourceSize, (int) (center + support + 0.5));
            starts[i] = first;
            double sum = 0;
            for (int s = first; s < end; s++) {
                sum += triangle((s + 0.5 - center) / support);
            }
            for (int s = first; s < end; s++) {
                double weight = triangle((s + 0.5 - center) / support) / sum;
                taps[count++] = (int) (weight * (1 << BITS) + 0.5);
            }
            ends[i] = count;
        }
        return new ResamplingWeights(starts, ends, Arrays.copyOf(taps, count));
    }

    private static double triangle(double distance) {
        return Math.max(0, 1 - Math.abs(distance));
    }
}
