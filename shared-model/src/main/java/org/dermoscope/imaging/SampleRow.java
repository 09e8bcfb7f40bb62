package org.dermoscope.imaging;

/**
 * One row of decoded samples.
 *
 * @param samples gray, or B G R, or B G R A interleaved, each 0..max
 * @param channels 1, 3 or 4
 * @param max the value of white and of opaque
 * @param alpha how to read the fourth sample
 */
record SampleRow(int[] samples, int channels, int max, AlphaChannel alpha) {
    /** Writes R G B at the offset, scaled to 0..255 and rounded, composited over white. */
    void write(byte[] rgb, int offset) {
        int at = offset;
        for (int i = 0; i < samples.length; i += channels, at += 3) {
            int blue = samples[i];
            int green = channels == 1 ? blue : samples[i + 1];
            int red = channels == 1 ? blue : samples[i + 2];
            int opacity = channels == 4 ? samples[i + 3] : max;
            rgb[at] = overWhite(red, opacity);
            rgb[at + 1] = overWhite(green, opacity);
            rgb[at + 2] = overWhite(blue, opacity);
        }
    }

    private byte overWhite(int sample, int opacity) {
        long square = (long) max * max;
        long value = switch (alpha) {
            case NONE -> (long) sample * max;
            case STRAIGHT -> (long) sample * opacity + (long) max * (max - opacity);
            case PREMULTIPLIED -> Math.min(square, (long) max * (sample + max - opacity));
        };
        return (byte) ((value * 255 + square / 2) / square);
    }
}
