package org.dermoscope.imaging;

/**
 * JPEG (ITU-T T.81): segments up to the end-of-image marker; the size stands in the frame header. Coded data that was
 * damaged between intact markers is not noticed: the format has no check sum.
 */
final class JpegHeaderReader implements HeaderReader {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;
    private static final String EXIF = "Exif\0\0";

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "\u00ff\u00d8\u00ff");
    }

    @Override
    public ImageHeader read(ByteView content) throws InvalidImageException {
        long width = -1;
        long height = -1;
        boolean scanned = false;
        Orientation orientation = Orientation.UPRIGHT;
        long at = nextMarker(content, 2);
        for (int marker = content.u8(at); marker != END_OF_IMAGE; marker = content.u8(at)) {
            long body = at + 1;
            long end = body;
            if (hasLength(marker)) {
                int length = content.u16(body);
                if (length < 2) {
                    throw content.broken("a segment of length " + length + " is shorter than 2");
                }
                end = body + length;
            }
            if (isFrameHeader(marker)) {
                height = content.u16(body + 3);
                width = content.u16(body + 5);
            } else if (marker == APP1 && end - body > 8 && content.matches(body + 2, EXIF)) {
                orientation = Orientation.ofExif(content, body + 8);
            }
            scanned |= marker == START_OF_SCAN;
            at = nextMarker(content, end);
        }
        if (width < 0 || !scanned) {
            throw content.broken("it ends without a frame and a scan");
        }
        return new ImageHeader(ImageType.JPEG, width, height, orientation, AlphaChannel.NONE);
    }

    /** The position of the next marker's code, past coded data, stuffed zeros, restart markers and fill bytes. */
    private static long nextMarker(ByteView content, long from) throws InvalidImageException {
        long at = from;
        while (true) {
            at = content.indexOfOnes(at);
            while (content.u8(at) == 0xff) {
                at++;
            }
            int code = content.u8(at);
            if (code != 0 && (code < 0xd0 || code > 0xd7)) {
                return at;
            }
        }
    }

    private static boolean hasLength(int marker) {
        return marker != 0x01 && marker != 0xd8;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
