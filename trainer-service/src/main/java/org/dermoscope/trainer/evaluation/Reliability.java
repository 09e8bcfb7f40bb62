package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How well confidence fits how often it is right, in bins of equal width.
 *
 * @param expectedCalibrationError mean over the images of the distance of their bin's accuracy from its mean confidence,
 *     0..1 (M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI 2015), bootstrap interval by lesion
 * @param bins from confidence 0 to 1; empty ones are left out
 */
public record Reliability(Estimate expectedCalibrationError, List<Bin> bins) {
    /** As many as C. Guo et al., ICML 2017, take. */
    static final int BINS = 15;

    /**
     * @param low lower end of the bin, exclusive but for the first
     * @param high upper end, inclusive
     * @param images at least 1
     * @param confidence mean highest probability, 0..1
     * @param accuracy share that is right, 0..1
     */
    public record Bin(double low, double high, int images, double confidence, double accuracy) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    static Reliability of(List<LabelledPrediction> predictions, LesionBootstrap bootstrap) {
        Binned binned = Binned.of(predictions);
        return new Reliability(bootstrap.estimateOfDraws(binned.error(binned.once()), binned::error), binned.bins());
    }

    /** Without interval, 0..1. */
    static double error(List<LabelledPrediction> predictions) {
        Binned binned = Binned.of(predictions);
        return binned.error(binned.once());
    }

    /** Each image's bin, confidence, and whether it is right. */
    private record Binned(int[] bin, double[] confidence, boolean[] right) {
        static Binned of(List<LabelledPrediction> predictions) {
            int n = predictions.size();
            Binned binned = new Binned(new int[n], new double[n], new boolean[n]);
            for (int i = 0; i < n; i++) {
                LabelledPrediction p = predictions.get(i);
                binned.confidence[i] = p.prediction().confidence();
                binned.right[i] = p.prediction().top() == p.label();
                binned.bin[i] = Math.max(0, (int) Math.ceil(binned.confidence[i] * BINS) - 1);
            }
            return binned;
        }

        int[] once() {
            return java.util.stream.IntStream.range(0, bin.length).map(i -> 1).toArray();
        }

        double error(int[] counts) {
            double[] gap = new double[BINS];
            long images = 0;
            for (int i = 0; i < bin.length; i++) {
                gap[bin[i]] += counts[i] * ((right[i] ? 1 : 0) - confidence[i]);
                images += counts[i];
            }
            double sum = 0;
            for (double g : gap) {
                sum += Math.abs(g);
            }
            return sum / images;
        }

        List<Bin> bins() {
            List<Bin> bins = new ArrayList<>();
            for (int b = 0; b < BINS; b++) {
                int images = 0;
                int rightOnes = 0;
                double sum = 0;
                for (int i = 0; i < bin.length; i++) {
                    if (bin[i] == b) {
                        images++;
                        rightOnes += right[i] ? 1 : 0;
                        sum += confidence[i];
                    }
                }
                if (images > 0) {
                    bins.add(new Bin(
                            (double) b / BINS,
                            (b + 1.0) / BINS,
                            images,
                            Math.min(1, sum / images),
                            (double) rightOnes / images));
                }
            }
            return bins;
        }
    }
}
