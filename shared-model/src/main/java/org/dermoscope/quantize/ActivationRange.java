package org.dermoscope.quantize;

import java.util.Arrays;

/** How the value is found beyond which a tensor's values are cut off. Lower case in JSON. */
public enum ActivationRange {
    /** Cuts off one value in a thousand, of those that are not 0. */
    PERCENTILE_99_9 {
        @Override
        double largest(ActivationHistogram histogram) {
            return percentile(histogram, 1e-3);
        }
    },

    /** Cuts off one value in ten thousand, of those that are not 0. */
    PERCENTILE_99_99 {
        @Override
        double largest(ActivationHistogram histogram) {
            return percentile(histogram, 1e-4);
        }
    },

    /** Cuts off one value in a hundred thousand, of those that are not 0. */
    PERCENTILE_99_999 {
        @Override
        double largest(ActivationHistogram histogram) {
            return percentile(histogram, 1e-5);
        }
    },

    /** Where the values differ least from those after rounding to 8 bits and cutting off, in the mean square. */
    SQUARED_ERROR {
        @Override
        double largest(ActivationHistogram histogram) {
            return least(histogram, ActivationRange::squaredError);
        }
    },

    /**
     * Where the distribution after rounding to 8 bits is nearest to the one before, by Kullback-Leibler divergence (S.
     * Migacz, "8-bit inference with TensorRT", GTC 2017).
     */
    ENTROPY {
        @Override
        double largest(ActivationHistogram histogram) {
            return least(histogram, ActivationRange::divergence);
        }
    };

    private static final int LEVELS = 256;
    private static final int STEP = 8;

    /** The size beyond which values are cut off; 0 if all were 0. */
    abstract double largest(ActivationHistogram histogram);

    private static double percentile(ActivationHistogram histogram, double cutShare) {
        long[] counts = histogram.counts();
        long allowed = (long) (Arrays.stream(counts).sum() * cutShare);
        int bin = counts.length;
        for (long cut = 0; bin > 1 && cut + counts[bin - 1] <= allowed; bin--) {
            cut += counts[bin - 1];
        }
        return bin * histogram.binWidth();
    }

    /** What cutting off behind so many bins loses. */
    private interface Loss {
        double of(long[] counts, int bins);
    }

    private static double least(ActivationHistogram histogram, Loss loss) {
        int best = ActivationHistogram.BINS;
        double least = Double.POSITIVE_INFINITY;
        for (int bins = LEVELS; bins <= ActivationHistogram.BINS; bins += STEP) {
            double lost = loss.of(histogram.counts(), bins);
            if (lost < least) {
                least = lost;
                best = bins;
            }
        }
        return best * histogram.binWidth();
    }

    /** In squares of a bin's width, summed over the values. What is rounded is off by a third of half a step squared. */
    private static double squaredError(long[] counts, int bins) {
        double step = (double) bins / (LEVELS - 1);
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double beyond = i + 0.5 - bins;
            sum += counts[i] * (beyond > 0 ? beyond * beyond : step * step / 12);
        }
        return sum;
    }

    /** Of the first bins, what is beyond added to the last, from the same after rounding to {@link #LEVELS} values. */
    private static double divergence(long[] counts, int bins) {
        double[] clipped = new double[bins];
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            clipped[Math.min(i, bins - 1)] += counts[i];
            total += counts[i];
        }
        double divergence = 0;
        for (int level = 0; level < LEVELS; level++) {
            int from = (int) ((long) level * bins / LEVELS);
            int to = (int) ((level + 1L) * bins / LEVELS);
            double inside = 0;
            int occupied = 0;
            for (int i = from; i < to; i++) {
                inside += counts[i];
                occupied += counts[i] > 0 ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                if (clipped[i] > 0) {
                    // A bin that only values from beyond fall into has no counterpart: one count instead of none.
                    double rounded = counts[i] > 0 ? inside / occupied : 1;
                    divergence += clipped[i] / total * Math.log(clipped[i] / rounded);
                }
            }
        }
        return divergence;
    }
}
