package org.dermoscope.imaging;

import java.util.List;

/**
 * Mean and standard deviation by which pixels are normalised, {@code (x - mean) / std}, estimated on the training
 * part only.
 *
 * @param mean one value a channel in the order R, G, B, on the scale 0..255; three equal values when pooled
 * @param std one value a channel, on the scale 0..255, greater than 0
 */
public record NormalizationStats(List<Double> mean, List<Double> std) {
    public NormalizationStats {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3) {
            throw new IllegalArgumentException(
                    "Normalization needs 3 means and 3 deviations, got " + mean.size() + " and " + std.size());
        }
        for (double m : mean) {
            if (!(m >= 0 && m <= 255)) {
                throw new IllegalArgumentException("Mean " + m + " is outside 0..255");
            }
        }
        for (double s : std) {
            if (!(s > 0 && s <= 255)) {
                throw new IllegalArgumentException("Standard deviation " + s + " is outside (0, 255]");
            }
        }
    }

    /** One mean and one deviation for all channels. */
    public static NormalizationStats pooled(double mean, double std) {
        return new NormalizationStats(List.of(mean, mean, mean), List.of(std, std, std));
    }
}
