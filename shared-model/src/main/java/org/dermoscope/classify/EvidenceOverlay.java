package org.dermoscope.classify;

import org.dermoscope.imaging.RgbImage;

/**
 * Evidence for one class laid over the image: red where it speaks for the class, blue where it speaks against it, the
 * more opaque the stronger, measured by the strongest position. Interpolated between the positions' centres.
 */
public final class EvidenceOverlay {
    private static final double STRONGEST = 0.65;
    private static final int[] FOR = {255, 32, 0};
    private static final int[] AGAINST = {0, 96, 255};

    private EvidenceOverlay() {}

    /**
     * @param contributions {@code float[height * width]}, row by row
     * @param height in positions
     * @param width in positions
     * @return of the image's size
     */
    public static RgbImage over(RgbImage image, float[] contributions, int height, int width) {
        float largest = Float.MIN_NORMAL;
        for (float contribution : contributions) {
            largest = Math.max(largest, Math.abs(contribution));
        }
        byte[] pixels = image.pixels().clone();
        for (int y = 0, at = 0; y < image.height(); y++) {
            double row = within((y + 0.5) * height / image.height() - 0.5, height);
            for (int x = 0; x < image.width(); x++, at += 3) {
                double column = within((x + 0.5) * width / image.width() - 0.5, width);
                double strength = interpolated(contributions, width, row, column) / largest;
                blend(pixels, at, strength);
            }
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }

    private static double within(double place, int count) {
        return Math.max(0, Math.min(count - 1, place));
    }

    private static double interpolated(float[] values, int width, double row, double column) {
        int top = (int) row;
        int left = (int) column;
        int below = (top + 1) * width < values.length ? top + 1 : top;
        int right = Math.min(left + 1, width - 1);
        double down = row - top;
        double across = column - left;
        return (1 - down) * ((1 - across) * values[top * width + left] + across * values[top * width + right])
                + down * ((1 - across) * values[below * width + left] + across * values[below * width + right]);
    }

    /** @param strength -1..1 */
    private static void blend(byte[] pixels, int at, double strength) {
        int[] colour = strength > 0 ? FOR : AGAINST;
        double opacity = STRONGEST * Math.abs(strength);
        for (int c = 0; c < 3; c++) {
            double mixed = (pixels[at + c] & 0xff) * (1 - opacity) + colour[c] * opacity;
            pixels[at + c] = (byte) Math.round(mixed);
        }
    }
}
