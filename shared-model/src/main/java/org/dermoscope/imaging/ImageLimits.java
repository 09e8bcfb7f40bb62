package org.dermoscope.imaging;

/**
 * What the decoder refuses before it decodes.
 *
 * @param maxBytes of the encoded image, at least 1
 * @param maxPixels width times height as read from the header, 1 to {@value #MOST_PIXELS}
 */
public record ImageLimits(long maxBytes, long maxPixels) {
    /** Longest width or height of any image, in pixels: what JPEG can store. */
    public static final int MAX_SIDE = 65_535;

    /** As many RGB pixels as one Java array holds. */
    public static final long MOST_PIXELS = 700_000_000L;

    /** 10 MiB and 50 megapixels. */
    public static final ImageLimits DEFAULT = new ImageLimits(10L << 20, 50_000_000L);

    public ImageLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("The limit of " + maxBytes + " bytes must be at least 1");
        }
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("The limit of " + maxPixels + " pixels is outside 1.." + MOST_PIXELS);
        }
    }
}
