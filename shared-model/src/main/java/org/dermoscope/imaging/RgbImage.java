package org.dermoscope.imaging;

/**
 * A decoded image, 8 bits a channel, upright (EXIF orientation applied), without alpha. Treat as immutable: the
 * array is shared, not copied.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param pixels {@code byte[3*height*width]}, row by row, R G B interleaved (HWC), unsigned 0..255
 */
public record RgbImage(int width, int height, byte[] pixels) {
    public RgbImage {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Image size " + width + "x" + height + " must be at least 1x1");
        }
        if (pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "Image " + width + "x" + height + " needs " + 3L * width * height + " bytes, got " + pixels.length);
        }
    }
}
