package org.dermoscope.imaging;

import java.util.Arrays;

/**
 * Antialiased resizing with a triangle filter whose support grows with the reduction, so that every source pixel
 * counts. Separable, in integers and therefore the same on every machine; each pass rounds half up to 8 bits. The
 * sampling positions and weights are those that Pillow calls {@code BILINEAR} and PyTorch
 * {@code interpolate(mode="bilinear", antialias=True)}. Stateless apart from a small cache of weights; thread-safe.
 */
public final class Resampler {
    /** The name of this filter in {@link PreprocessingSpec}. */
    public static final String NAME = "antialiased-triangle";

    private static final ResamplingWeightsCache WEIGHTS = new ResamplingWeightsCache();

    private Resampler() {}

    /** Resizes to the given size; the aspect ratio is not kept. Returns the image itself if it has that size. */
    public static RgbImage resize(RgbImage image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Target size " + width + "x" + height + " must be at least 1x1");
        }
        RgbImage narrowed = image.width() == width ? image : resizeRows(image, WEIGHTS.of(image.width(), width));
        return narrowed.height() == height ? narrowed : resizeColumns(narrowed, WEIGHTS.of(image.height(), height));
    }

    private static RgbImage resizeRows(RgbImage image, ResamplingWeights weights) {
        byte[] source = image.pixels();
        int width = weights.targetSize();
        int height = image.height();
        byte[] target = new byte[Math.toIntExact(3L * width * height)];
        int sourceStride = 3 * image.width();
        for (int y = 0; y < height; y++) {
            resizeRow(source, y * sourceStride, target, y * 3 * width, weights);
        }
        return new RgbImage(width, height, target);
    }

    private static void resizeRow(byte[] source, int from, byte[] target, int to, ResamplingWeights weights) {
        int[] taps = weights.taps();
        int[] ends = weights.ends();
        int[] starts = weights.starts();
        int tap = 0;
        int out = to;
        for (int x = 0; x < starts.length; x++) {
            int in = from + 3 * starts[x];
            int red = ResamplingWeights.HALF;
            int green = ResamplingWeights.HALF;
            int blue = ResamplingWeights.HALF;
            for (int end = ends[x]; tap < end; tap++, in += 3) {
                int weight = taps[tap];
                red += (source[in] & 0xff) * weight;
                green += (source[in + 1] & 0xff) * weight;
                blue += (source[in + 2] & 0xff) * weight;
            }
            target[out] = ResamplingWeights.toByte(red);
            target[out + 1] = ResamplingWeights.toByte(green);
            target[out + 2] = ResamplingWeights.toByte(blue);
            out += 3;
        }
    }

    private static RgbImage resizeColumns(RgbImage image, ResamplingWeights weights) {
        byte[] source = image.pixels();
        int stride = 3 * image.width();
        int height = weights.targetSize();
        byte[] target = new byte[Math.toIntExact((long) stride * height)];
        int[] sums = new int[stride];
        int tap = 0;
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, ResamplingWeights.HALF);
            int row = weights.starts()[y] * stride;
            for (int end = weights.ends()[y]; tap < end; tap++, row += stride) {
                addRow(source, row, weights.taps()[tap], sums);
            }
            for (int i = 0; i < stride; i++) {
                target[y * stride + i] = ResamplingWeights.toByte(sums[i]);
            }
        }
        return new RgbImage(image.width(), height, target);
    }

    private static void addRow(byte[] source, int row, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (source[row + i] & 0xff) * weight;
        }
    }
}
