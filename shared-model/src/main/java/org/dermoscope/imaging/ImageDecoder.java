package org.dermoscope.imaging;

import org.dermoscope.imaging.InvalidImageException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG, PNG, BMP, WebP, GIF (first frame) and TIFF (first page), told apart by content. Gray, palette, CMYK and
 * 16-bit images become 8-bit RGB, alpha is composited over white, and the picture is turned upright. The limits are
 * checked on the header, before anything is decoded. Thread-safe; keeps no native memory between calls.
 */
public final class ImageDecoder {
    private final ImageLimits limits;

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    public ImageLimits limits() {
        return limits;
    }

    /**
     * The upright picture that the bytes hold.
     *
     * @throws InvalidImageException if the bytes are no complete image within the limits
     */
    public RgbImage decode(byte[] encoded) throws InvalidImageException {
        ImageHeader header = header(encoded);
        @Nullable RgbImage stored = OpenCvCodec.decode(encoded, header.type(), header.alpha());
        if (stored == null) {
            throw unreadable(header, "its content cannot be decoded as 8 or 16 bits a channel");
        }
        if (stored.width() != header.width() || stored.height() != header.height()) {
            throw unreadable(
                    header,
                    "its header says " + header.width() + "x" + header.height() + " pixels and its content "
                            + stored.width() + "x" + stored.height());
        }
        return header.orientation().apply(stored);
    }

    private ImageHeader header(byte[] encoded) throws InvalidImageException {
        if (encoded.length == 0) {
            throw new InvalidImageException(
                    Reason.EMPTY, "The image has 0 bytes; 1 to " + limits.maxBytes() + " are allowed");
        }
        if (encoded.length > limits.maxBytes()) {
            throw new InvalidImageException(
                    Reason.TOO_MANY_BYTES,
                    "The image has " + encoded.length + " bytes; at most " + limits.maxBytes() + " are allowed");
        }
        ImageType type = ImageType.of(encoded)
                .orElseThrow(() -> new InvalidImageException(
                        Reason.UNSUPPORTED_TYPE,
                        "The content begins with " + firstBytes(encoded) + ", which is none of the accepted types "
                                + ImageType.displayNames()));
        ImageHeader header = type.reader().read(ByteView.bigEndian(type, encoded));
        requireAllowedSize(header);
        return header;
    }

    private void requireAllowedSize(ImageHeader header) throws InvalidImageException {
        long width = header.width();
        long height = header.height();
        if (width < 1 || height < 1) {
            throw unreadable(header, "it has " + width + "x" + height + " pixels");
        }
        long side = Math.max(width, height);
        if (side > ImageLimits.MAX_SIDE || width * height > limits.maxPixels()) {
            throw new InvalidImageException(
                    Reason.TOO_MANY_PIXELS,
                    "The image has " + width + "x" + height + " pixels; at most " + limits.maxPixels() + " in all and "
                            + ImageLimits.MAX_SIDE + " a side are allowed");
        }
    }

    private static InvalidImageException unreadable(ImageHeader header, String why) {
        return new InvalidImageException(
                Reason.UNREADABLE,
                "The " + header.type().displayName() + " image cannot be read: " + why
                        + "; a complete image of at least 1x1 pixels is needed");
    }

    /** At most four bytes in hexadecimal. */
    private static String firstBytes(byte[] encoded) {
        StringBuilder hex = new StringBuilder("0x");
        for (int i = 0; i < Math.min(4, encoded.length); i++) {
            hex.append(String.format("%02x", encoded[i]));
        }
        return hex.toString();
    }
}
