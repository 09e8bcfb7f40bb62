package org.dermoscope.classify;

import org.dermoscope.imaging.RgbImage;

/**
 * Evidence for one class laid over the image: red where it speaks for the class, blue where it speaks against it, the
 * more opaque the stronger, measured by the strongest position. Interpolated between the positions' centres.
 */
public final class EvidenceOverlay {
    private static final float STRONGEST = 0.65f;
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
        int[] left = new int[image.width()];
        float[] across = new float[image.width()];
        for (int x = 0; x < left.length; x++) {
            float column = place(x, image.width(), width);
            left[x] = (int) column;
            across[x] = column - left[x];
        }
        byte[] pixels = image.pixels().clone();
        float[] line = new float[width + 1];
        for (int y = 0, at = 0; y < image.height(); y++) {
            interpolate(contributions, width, place(y, image.height(), height), line);
            for (int x = 0; x < left.length; x++, at += 3) {
                float value = line[left[x]] + across[x] * (line[left[x] + 1] - line[left[x]]);
                blend(pixels, at, value / largest);
            }
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }

    /** Of a pixel, among so many positions. */
    private static float place(int pixel, int pixels, int positions) {
        return Math.max(0, Math.min(positions - 1, (pixel + 0.5f) * positions / pixels - 0.5f));
    }

    /** @param line receives the values between two rows, and has one entry more, which is not changed */
    private static void interpolate(float[] values, int width, float row, float[] line) {
        int top = (int) row * width;
        int below = top + width < values.length ? top + width : top;
        float down = row - (int) row;
        for (int i = 0; i < width; i++) {
            line[i] = values[top + i] + down * (values[below + i] - values[top + i]);
        }
    }

    /** @param strength -1..1 */
    private static void blend(byte[] pixels, int at, float strength) {
        int[] colour = strength > 0 ? FOR : AGAINST;
        float opacity = STRONGEST * Math.abs(strength);
        for (int c = 0; c < 3; c++) {
            int pixel = pixels[at + c] & 0xff;
            pixels[at + c] = (byte) (pixel + opacity * (colour[c] - pixel) + 0.5f);
        }
    }
}
