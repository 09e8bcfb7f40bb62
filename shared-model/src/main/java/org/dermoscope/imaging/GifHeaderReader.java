package org.dermoscope.imaging;

/** GIF 87a and 89a: blocks up to the trailer; the size is that of the logical screen. */
final class GifHeaderReader implements HeaderReader {
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "GIF87a") || HeaderReader.startsWith(content, "GIF89a");
    }

    @Override
    public ImageHeader read(ByteView content) throws InvalidImageException {
        long width = littleEndian(content, 6);
        long height = littleEndian(content, 8);
        long at = 13 + colorTableLength(content.u8(10));
        int frames = 0;
        for (int block = content.u8(at); block != TRAILER; block = content.u8(at)) {
            switch (block) {
                case IMAGE -> {
                    frames++;
                    at = skipSubBlocks(content, at + 11 + colorTableLength(content.u8(at + 9)));
                }
                case EXTENSION -> at = skipSubBlocks(content, at + 2);
                default -> throw content.broken("byte " + at + " is " + block + ", which begins no block");
            }
        }
        if (frames == 0) {
            throw content.broken("it ends without a frame");
        }
        return new ImageHeader(ImageType.GIF, width, height);
    }

    private static long colorTableLength(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private static long skipSubBlocks(ByteView content, long from) throws InvalidImageException {
        long at = from;
        for (int length = content.u8(at); length != 0; length = content.u8(at)) {
            at += 1 + length;
        }
        return at + 1;
    }

    private static long littleEndian(ByteView content, long at) throws InvalidImageException {
        return content.u8(at) | content.u8(at + 1) << 8;
    }
}
