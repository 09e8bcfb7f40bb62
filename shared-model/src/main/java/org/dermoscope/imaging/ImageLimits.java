package org.dermoscope.imaging;

/**
 * What the decoder refuses before it decodes.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height as read from the header
 */
public record ImageLimits(long maxBytes, long maxPixels) {
    /** 10 MiB and 50 megapixels. */
    public static final ImageLimits DEFAULT = new ImageLimits(10L << 20, 50_000_000L);
}
