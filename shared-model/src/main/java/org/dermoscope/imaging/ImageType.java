package org.dermoscope.imaging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The accepted image types, told apart by content alone. */
public enum ImageType {
    JPEG("JPEG", "image/jpeg", new JpegHeaderReader()),
    PNG("PNG", "image/png", new PngHeaderReader()),
    BMP("BMP", "image/bmp", new BmpHeaderReader()),
    WEBP("WebP", "image/webp", new WebpHeaderReader()),
    GIF("GIF", "image/gif", new GifHeaderReader()),
    TIFF("TIFF", "image/tiff", new TiffHeaderReader());

    private final String displayName;
    private final String mediaType;
    private final HeaderReader reader;

    ImageType(String displayName, String mediaType, HeaderReader reader) {
        this.displayName = displayName;
        this.mediaType = mediaType;
        this.reader = reader;
    }

    public String displayName() {
        return displayName;
    }

    /** For example {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    HeaderReader reader() {
        return reader;
    }

    /** The type whose signature the content begins with. */
    public static Optional<ImageType> of(byte[] content) {
        return Arrays.stream(values()).filter(t -> t.reader.recognizes(content)).findFirst();
    }

    /** The names of all accepted types, for messages. */
    public static List<String> displayNames() {
        return Arrays.stream(values()).map(ImageType::displayName).toList();
    }
}
