package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;

/** Comparison of pictures. */
final class RgbImages {
    private RgbImages() {}

    /** Fails unless sizes agree and no channel differs by more than the tolerance. */
    static void assertSame(RgbImage actual, RgbImage expected, int tolerance) {
        assertThat(actual.width() + "x" + actual.height())
                .as("size")
                .isEqualTo(expected.width() + "x" + expected.height());
        assertThat(largestDifference(actual, expected)).as("largest difference").isLessThanOrEqualTo(tolerance);
    }

    static int largestDifference(RgbImage a, RgbImage b) {
        int largest = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            largest = Math.max(largest, Math.abs((a.pixels()[i] & 0xff) - (b.pixels()[i] & 0xff)));
        }
        return largest;
    }

    /** A picture by formula, with smooth parts and edges. */
    static RgbImage formula(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                pixels[at] = (byte) ((x * 7 + y * 3) % 256);
                pixels[at + 1] = (byte) ((x * x + y * 11) % 256);
                pixels[at + 2] = (byte) ((x / 4 + y / 3) % 2 * 255);
            }
        }
        return new RgbImage(width, height, pixels);
    }
}
