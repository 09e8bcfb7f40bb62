package org.dermoscope.imaging;

/** TIFF 6.0 (not BigTIFF): the first directory, whose strips or tiles must lie inside the file. */
final class TiffHeaderReader implements HeaderReader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "II*\0") || HeaderReader.startsWith(content, "MM\0*");
    }

    @Override
    public ImageHeader read(ByteView content) throws InvalidImageException {
        TiffDirectory directory = TiffDirectory.read(content, 0);
        requireData(content, directory, STRIP_OFFSETS, STRIP_LENGTHS);
        requireData(content, directory, TILE_OFFSETS, TILE_LENGTHS);
        Orientation orientation = Orientation.of(directory);
        return new ImageHeader(
                ImageType.TIFF,
                directory.number(WIDTH).orElse(0),
                directory.number(HEIGHT).orElse(0),
                orientation);
    }

    private static void requireData(ByteView content, TiffDirectory directory, int offsets, int lengths)
            throws InvalidImageException {
        long[] from = directory.numbers(offsets);
        long[] length = directory.numbers(lengths);
        for (int i = 0; i < Math.min(from.length, length.length); i++) {
            content.requireUntil(from[i] + length[i]);
        }
    }
}
