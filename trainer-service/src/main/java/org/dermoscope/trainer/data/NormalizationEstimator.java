package org.dermoscope.trainer.data;

import java.util.List;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.RgbImage;

/**
 * Mean and population standard deviation of pixels. Sums are exact (64-bit integers), so the result does not depend on
 * the order or on the number of threads. Stateless.
 */
public final class NormalizationEstimator {
    private NormalizationEstimator() {}

    /**
     * Of the images of the training part, at the network's input size.
     *
     * @param mode which statistics; {@link NormalizationMode#FIXED} is none that images have
     * @throws InvalidDataSetException if there are no images, or no two pixel values differ
     */
    public static NormalizationStats estimate(LesionDataset training, NormalizationMode mode) {
        ChannelSums sums = training.records().parallelStream()
                .map(r -> ChannelSums.of(training.image(r)))
                .reduce(ChannelSums.NONE, ChannelSums::plus);
        return switch (mode) {
            case POOLED -> {
                double mean = Moments.mean(sums.total(), 3 * sums.pixels());
                double std = Moments.std(sums.total(), sums.totalSquared(), 3 * sums.pixels());
                yield NormalizationStats.pooled(mean, std);
            }
            case FIXED -> throw new IllegalArgumentException("Fixed statistics are not estimated");
            case PER_CHANNEL ->
                new NormalizationStats(
                        List.of(
                                Moments.mean(sums.red(), sums.pixels()),
                                Moments.mean(sums.green(), sums.pixels()),
                                Moments.mean(sums.blue(), sums.pixels())),
                        List.of(
                                Moments.std(sums.red(), sums.redSquared(), sums.pixels()),
                                Moments.std(sums.green(), sums.greenSquared(), sums.pixels()),
                                Moments.std(sums.blue(), sums.blueSquared(), sums.pixels())));
        };
    }

    private static final class Moments {
        private Moments() {}

        static double mean(long sum, long n) {
            return (double) sum / n;
        }

        static double std(long sum, long squared, long n) {
            double mean = mean(sum, n);
            double variance = (squared - mean * sum) / n;
            if (!(variance > 1e-9)) {
                throw new InvalidDataSetException(
                        InvalidDataSetException.Problem.CONSTANT_IMAGES,
                        "The " + n + " training pixels deviate by " + variance + " around " + mean
                                + "; allowed: a standard deviation above 0");
            }
            return Math.sqrt(variance);
        }
    }

    private record ChannelSums(
            long pixels, long red, long green, long blue, long redSquared, long greenSquared, long blueSquared) {
        static final ChannelSums NONE = new ChannelSums(0, 0, 0, 0, 0, 0, 0);

        static ChannelSums of(RgbImage image) {
            byte[] p = image.pixels();
            long[] s = new long[6];
            for (int i = 0; i < p.length; i += 3) {
                int r = p[i] & 255;
                int g = p[i + 1] & 255;
                int b = p[i + 2] & 255;
                s[0] += r;
                s[1] += g;
                s[2] += b;
                s[3] += (long) r * r;
                s[4] += (long) g * g;
                s[5] += (long) b * b;
            }
            return new ChannelSums(p.length / 3, s[0], s[1], s[2], s[3], s[4], s[5]);
        }

        ChannelSums plus(ChannelSums o) {
            return new ChannelSums(
                    pixels + o.pixels,
                    red + o.red,
                    green + o.green,
                    blue + o.blue,
                    redSquared + o.redSquared,
                    greenSquared + o.greenSquared,
                    blueSquared + o.blueSquared);
        }

        long total() {
            return red + green + blue;
        }

        long totalSquared() {
            return redSquared + greenSquared + blueSquared;
        }
    }
}
