package org.dermoscope.imaging;

import java.nio.ByteOrder;

/** Windows and OS/2 bitmaps; a negative height means rows from top to bottom. */
final class BmpHeaderReader implements HeaderReader {
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;
    private static final long RLE8 = 1;
    private static final long RLE4 = 2;

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "BM");
    }

    @Override
    public ImageHeader read(ByteView bytes) throws InvalidImageException {
        ByteView content = bytes.withOrder(ByteOrder.LITTLE_ENDIAN);
        long dataAt = content.u32(10);
        long headerSize = content.u32(14);
        if (headerSize == CORE_HEADER) {
            long width = content.u16(18);
            long height = content.u16(20);
            content.requireUntil(dataAt + stride(width, content.u16(24)) * height);
            return new ImageHeader(ImageType.BMP, width, height).with(AlphaChannel.NONE);
        }
        if (headerSize < INFO_HEADER) {
            throw content.broken("its header has " + headerSize + " bytes, which is neither 12 nor at least 40");
        }
        long width = (int) content.u32(18);
        long height = Math.abs((long) (int) content.u32(22));
        if (width < 0) {
            throw content.broken("its width is " + width);
        }
        int bitsPerPixel = content.u16(28);
        long compression = content.u32(30);
        boolean runLengths = compression == RLE8 || compression == RLE4;
        content.requireUntil(dataAt + (runLengths ? content.u32(34) : stride(width, bitsPerPixel) * height));
        AlphaChannel alpha = bitsPerPixel == 32 ? AlphaChannel.STRAIGHT : AlphaChannel.NONE;
        return new ImageHeader(ImageType.BMP, width, height).with(alpha);
    }

    /** Rows are padded to four bytes. */
    private static long stride(long width, int bitsPerPixel) {
        return (width * bitsPerPixel + 31) / 32 * 4;
    }
}
