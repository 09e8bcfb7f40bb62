package org.dermoscope.quantize;

/**
 * How often a tensor has values of which absolute size, and its bounds. Zeros are not counted: any scale keeps them as they
 * are. Not thread-safe.
 */
final class ActivationHistogram {
    static final int BINS = 2048;

    private long[] counts = new long[BINS];
    private double range;
    private float smallest;
    private float largest;

    /** Adds values; the range doubles until they fit, and with it each bin. */
    void add(float[] values) {
        for (float v : values) {
            float value = Math.abs(v);
            smallest = Math.min(smallest, v);
            largest = Math.max(largest, v);
            if (value > 0) {
                while (value > range) {
                    widen(value);
                }
                counts[Math.min(BINS - 1, (int) (value / range * BINS))]++;
            }
        }
    }

    private void widen(float value) {
        if (range == 0) {
            range = value;
            return;
        }
        long[] merged = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            merged[i / 2] += counts[i];
        }
        counts = merged;
        range *= 2;
    }

    /** Of bin {@code i}, values from {@code i} to {@code i + 1} times {@link #binWidth()}; not copied. */
    long[] counts() {
        return counts;
    }

    /** The smallest value, or 0 if none is below. */
    float smallest() {
        return smallest;
    }

    /** The largest value, or 0 if none is above. */
    float largest() {
        return largest;
    }

    double binWidth() {
        return range / BINS;
    }
}
