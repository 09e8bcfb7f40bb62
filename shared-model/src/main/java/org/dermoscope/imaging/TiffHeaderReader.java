package org.dermoscope.imaging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * TIFF 6.0 (not BigTIFF): size and layout of the first page; the strips or tiles of all pages must lie inside the file.
 * What the decoder would return with wrong colours is refused.
 */
final class TiffHeaderReader implements HeaderReader {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;

    /** More pages than this are not looked at: the chain may be a loop. */
    private static final int MOST_PAGES = 1000;

    @Override
    public boolean recognizes(byte[] content) {
        return HeaderReader.startsWith(content, "II*\0") || HeaderReader.startsWith(content, "MM\0*");
    }

    @Override
    public ImageHeader read(ByteView content) throws InvalidImageException {
        TiffDirectory first = TiffDirectory.first(content, 0);
        requireData(content, first);
        @Nullable TiffDirectory page = first.following(content);
        for (int i = 0; page != null && i < MOST_PAGES; i++) {
            requireData(content, page);
            page = page.following(content);
        }
        TiffLayout layout = TiffLayout.of(first);
        layout.requireDecodable(content);
        long width = first.number(WIDTH).orElse(0);
        long height = first.number(HEIGHT).orElse(0);
        // The decoder turns TIFF files upright by itself.
        boolean swapped = Orientation.of(first).swapsAxes();
        return new ImageHeader(ImageType.TIFF, swapped ? height : width, swapped ? width : height).with(layout.alpha());
    }

    private static void requireData(ByteView content, TiffDirectory page) throws InvalidImageException {
        requireParts(content, page.numbers(STRIP_OFFSETS), page.numbers(STRIP_LENGTHS));
        requireParts(content, page.numbers(TILE_OFFSETS), page.numbers(TILE_LENGTHS));
    }

    private static void requireParts(ByteView content, long[] offsets, long[] lengths) throws InvalidImageException {
        if (offsets.length != lengths.length) {
            throw content.broken("it has " + offsets.length + " strips or tiles and " + lengths.length + " lengths, "
                    + Arrays.toString(Arrays.copyOf(lengths, Math.min(lengths.length, 4))));
        }
        for (int i = 0; i < offsets.length; i++) {
            content.requireUntil(offsets[i] + lengths[i]);
        }
    }
}
