package org.dermoscope.imaging;

import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948): chunks up to {@code IEND}; the check sums of the chunks that pictures need must hold. */
final class PngHeaderReader implements HeaderReader {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, SIGNATURE);
    }

    @Override
    public ImageHeader read(ByteView content) throws InvalidImageException {
        long first = SIGNATURE.length();
        if (content.u32(first) != 13 || !content.matches(first + 4, "IHDR")) {
            throw content.broken("its first chunk is not IHDR");
        }
        long width = content.u32(first + 8);
        long height = content.u32(first + 12);
        Orientation orientation = Orientation.UPRIGHT;
        long at = first;
        boolean ended = false;
        while (!ended) {
            long length = content.u32(at);
            long data = at + 8;
            content.requireUntil(data + length + 4);
            checkSum(content, at, length);
            if (content.matches(at + 4, "eXIf")) {
                orientation = Orientation.ofExif(content, data);
            }
            ended = content.matches(at + 4, "IEND");
            at = data + length + 4;
        }
        return new ImageHeader(ImageType.PNG, width, height).with(orientation);
    }

    private static void checkSum(ByteView content, long chunk, long length) throws InvalidImageException {
        boolean critical = Character.isUpperCase(content.u8(chunk + 4));
        if (!critical) {
            return;
        }
        CRC32 sum = new CRC32();
        sum.update(content.content(), (int) chunk + 4, (int) length + 4);
        if (sum.getValue() != content.u32(chunk + 8 + length)) {
            throw content.broken("the check sum of the chunk at byte " + chunk + " does not hold");
        }
    }
}
