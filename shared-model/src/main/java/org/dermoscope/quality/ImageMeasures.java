package org.dermoscope.quality;

import org.dermoscope.imaging.RgbImage;

/**
 * What can be told of an image without a network. All but the side are measured at the network's input size, where the
 * network sees the image.
 *
 * @param smallestSide of the image as it came, in pixels
 * @param brightness mean luminance, 0..255
 * @param contrast standard deviation of the luminance, 0..127.5
 * @param sharpness standard deviation of the luminance's Laplacian over the four neighbours (J. L. Pech-Pacheco et al.,
 *     "Diatom autofocusing in brightfield microscopy", ICPR 2000)
 * @param skinShare share of the pixels in which neither green nor blue exceeds red, 0..1: so it is in skin of any tone
 *     and in most lesions, under white light
 */
public record ImageMeasures(int smallestSide, double brightness, double contrast, double sharpness, double skinShare) {
    /** @param resized the same image at the network's input size, at least 3x3 */
    public static ImageMeasures of(int smallestSide, RgbImage resized) {
        byte[] pixels = resized.pixels();
        double[] luminance = new double[pixels.length / 3];
        int skin = 0;
        for (int i = 0; i < luminance.length; i++) {
            int red = pixels[3 * i] & 0xff;
            int green = pixels[3 * i + 1] & 0xff;
            int blue = pixels[3 * i + 2] & 0xff;
            luminance[i] = 0.299 * red + 0.587 * green + 0.114 * blue; // ITU-R BT.601
            skin += red >= green && red >= blue ? 1 : 0;
        }
        Moments brightness = new Moments();
        for (double value : luminance) {
            brightness.add(value);
        }
        return new ImageMeasures(
                smallestSide,
                brightness.mean(),
                brightness.deviation(),
                laplacian(luminance, resized.width()).deviation(),
                (double) skin / luminance.length);
    }

    private static Moments laplacian(double[] luminance, int width) {
        Moments moments = new Moments();
        int height = luminance.length / width;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                moments.add(luminance[i - 1]
                        + luminance[i + 1]
                        + luminance[i - width]
                        + luminance[i + width]
                        - 4 * luminance[i]);
            }
        }
        return moments;
    }

    private static final class Moments {
        private double sum;
        private double squares;
        private int count;

        void add(double value) {
            sum += value;
            squares += value * value;
            count++;
        }

        double mean() {
            return sum / count;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
        }
    }
}
