package org.dermoscope.imaging;

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
        if (image.width() == width && image.height() == height) {
            return image;
        }
        RowSums sums = new RowSums(WEIGHTS.of(image.height(), height), 3 * width);
        RowPair rows = new RowPair(image.width());
        // Between equal sizes a filter has one tap for each pixel, which is 1: it changes nothing.
        ResamplingWeights weights = WEIGHTS.of(image.width(), width);
        int[] upper = new int[3 * width];
        int[] lower = new int[3 * width];
        int stride = 3 * image.width();
        for (int y = 0; y < image.height(); y += 2) {
            boolean two = y + 1 < image.height();
            rows.read(image.pixels(), y * stride, (two ? y + 1 : y) * stride);
            rows.narrow(weights, upper, lower);
            sums.add(upper);
            if (two) {
                sums.add(lower);
            }
        }
        return new RgbImage(width, height, sums.pixels());
    }
}
