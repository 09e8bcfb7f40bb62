package org.dermoscope.imaging;

/** How a stored picture has to be turned to stand upright: the EXIF and TIFF tag {@code Orientation}, 1 to 8. */
enum Orientation {
    /** 1. */
    UPRIGHT(false, false, false),
    /** 2: left and right are swapped. */
    MIRRORED(false, true, false),
    /** 3. */
    HALF_TURN(false, true, true),
    /** 4: top and bottom are swapped. */
    FLIPPED(false, false, true),
    /** 5: rows are columns. */
    TRANSPOSED(true, false, false),
    /** 6: to be turned clockwise. */
    QUARTER_TURN(true, false, true),
    /** 7: rows are columns, from the other corner. */
    TRANSVERSED(true, true, true),
    /** 8: to be turned counterclockwise. */
    THREE_QUARTER_TURN(true, true, false);

    private static final int TAG = 274;

    private final boolean swapsAxes;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapsAxes, boolean fromRight, boolean fromBottom) {
        this.swapsAxes = swapsAxes;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** Reads an EXIF block at the offset; what cannot be read is {@link #UPRIGHT}, for the picture is still there. */
    static Orientation ofExif(ByteView content, long at) {
        try {
            return of(TiffDirectory.first(content, at));
        } catch (InvalidImageException damagedMetadata) {
            return UPRIGHT;
        }
    }

    static Orientation of(TiffDirectory directory) {
        long value = directory.number(TAG).orElse(1);
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
    }

    boolean swapsAxes() {
        return swapsAxes;
    }

    /** Turns a stored picture upright. */
    RgbImage apply(RgbImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsAxes ? stored.height() : stored.width();
        int height = swapsAxes ? stored.width() : stored.height();
        int stepX = 3 * (fromRight ? -1 : 1);
        int stepY = 3 * stored.width() * (fromBottom ? -1 : 1);
        int first =
                3 * ((fromRight ? stored.width() - 1 : 0) + stored.width() * (fromBottom ? stored.height() - 1 : 0));
        int acrossStep = swapsAxes ? stepY : stepX;
        int downStep = swapsAxes ? stepX : stepY;
        byte[] source = stored.pixels();
        byte[] target = new byte[source.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int from = first + y * downStep;
            for (int x = 0; x < width; x++, from += acrossStep) {
                target[at++] = source[from];
                target[at++] = source[from + 1];
                target[at++] = source[from + 2];
            }
        }
        return new RgbImage(width, height, target);
    }
}
