package org.dermoscope.imaging;

import java.nio.ByteOrder;

/** WebP: RIFF chunks; the size stands in {@code VP8X} (canvas) or in the only frame, {@code VP8L} or {@code "VP8 "}. */
final class WebpHeaderReader implements HeaderReader {
    private static final int FIRST_CHUNK = 12;

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "RIFF") && HeaderReader.matches(content, 8, "WEBP");
    }

    @Override
    public ImageHeader read(ByteView bytes) throws InvalidImageException {
        ByteView content = bytes.withOrder(ByteOrder.LITTLE_ENDIAN);
        long end = 8 + content.u32(4);
        content.requireUntil(end);
        ImageHeader header = header(content);
        Orientation orientation = Orientation.UPRIGHT;
        for (long at = FIRST_CHUNK; at + 8 <= end; ) {
            long length = content.u32(at + 4);
            content.requireUntil(at + 8 + length);
            if (content.matches(at, "EXIF")) {
                orientation = orientation(content, at + 8, length);
            }
            at += 8 + length + (length & 1);
        }
        return header.with(orientation);
    }

    private static ImageHeader header(ByteView content) throws InvalidImageException {
        long data = FIRST_CHUNK + 8;
        if (content.matches(FIRST_CHUNK, "VP8X")) {
            return new ImageHeader(ImageType.WEBP, 1 + (content.u32(data + 3) >> 8), 1 + (content.u32(data + 6) >> 8));
        }
        if (content.matches(FIRST_CHUNK, "VP8L")) {
            long bits = content.u32(data + 1);
            return new ImageHeader(ImageType.WEBP, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
        }
        if (content.matches(FIRST_CHUNK, "VP8 ")) {
            return new ImageHeader(ImageType.WEBP, content.u16(data + 6) & 0x3fff, content.u16(data + 8) & 0x3fff);
        }
        throw content.broken("its first chunk is none of VP8, VP8L and VP8X");
    }

    /** Some writers put the JPEG prefix in front of the EXIF block. */
    private static Orientation orientation(ByteView content, long at, long length) throws InvalidImageException {
        String prefix = "Exif\0\0";
        boolean prefixed = length >= prefix.length() && content.matches(at, prefix);
        return Orientation.ofExif(content, prefixed ? at + prefix.length() : at);
    }
}
