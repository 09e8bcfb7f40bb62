package org.dermoscope.imaging;

/** Antialiased resizing with a triangle filter whose support grows with the reduction. Stateless. */
public final class Resampler {
    /** The name of this filter in {@link PreprocessingSpec}. */
    public static final String NAME = "antialiased-triangle";

    private Resampler() {}

    /** Resizes to the given size; the aspect ratio is not kept. Returns the image itself if it has that size. */
    public static RgbImage resize(RgbImage image, int width, int height) {
        throw new UnsupportedOperationException();
    }
}
