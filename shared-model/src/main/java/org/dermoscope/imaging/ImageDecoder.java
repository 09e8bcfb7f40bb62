package org.dermoscope.imaging;

/** Decodes JPEG, PNG, BMP, WebP, GIF and TIFF. Thread-safe. */
public final class ImageDecoder {
    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    public ImageLimits limits() {
        return limits;
    }

    /** @throws InvalidImageException if the bytes are no complete image within the limits */
    public RgbImage decode(byte[] encoded) throws InvalidImageException {
        throw new UnsupportedOperationException();
    }
}
