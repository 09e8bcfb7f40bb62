package org.dermoscope.imaging;

/**
 * THE path from a decoded image to a network input, the same object in training, evaluation and serving.
 * Thread-safe.
 */
public final class Preprocessor {
    private final PreprocessingSpec spec;
    private final float[] red;
    private final float[] green;
    private final float[] blue;

    public Preprocessor(PreprocessingSpec spec) {
        this.spec = spec;
        this.red = normalized(spec.normalization(), 0);
        this.green = normalized(spec.normalization(), 1);
        this.blue = normalized(spec.normalization(), 2);
    }

    public PreprocessingSpec spec() {
        return spec;
    }

    /** Length of one input: {@code 3 * height * width}. */
    public int inputLength() {
        return 3 * spec.height() * spec.width();
    }

    /**
     * The network's input value for a pixel value.
     *
     * @param channel 0 for R, 1 for G, 2 for B
     * @param value in 0..255
     */
    public float normalized(int channel, int value) {
        return (channel == 0 ? red : channel == 1 ? green : blue)[value];
    }

    /** Resizes to the network's input size; where training caches decoded images. */
    public RgbImage resize(RgbImage image) {
        return Resampler.resize(image, spec.width(), spec.height());
    }

    /**
     * Resizes if needed, normalises, and writes one input.
     *
     * @param target receives {@link #inputLength()} floats from {@code offset}, row by row with R G B interleaved (HWC)
     */
    public void write(RgbImage image, float[] target, int offset) {
        byte[] pixels = resize(image).pixels();
        int at = offset;
        for (int i = 0; i < pixels.length; i += 3, at += 3) {
            target[at] = red[pixels[i] & 0xff];
            target[at + 1] = green[pixels[i + 1] & 0xff];
            target[at + 2] = blue[pixels[i + 2] & 0xff];
        }
    }

    /**
     * As {@link #write}, channel by channel.
     *
     * @param target receives {@link #inputLength()} floats from {@code offset}, all of R, then G, then B (CHW)
     */
    public void writePlanar(RgbImage image, float[] target, int offset) {
        byte[] pixels = resize(image).pixels();
        int area = pixels.length / 3;
        int at = offset;
        for (int i = 0; i < pixels.length; i += 3, at++) {
            target[at] = red[pixels[i] & 0xff];
            target[at + area] = green[pixels[i + 1] & 0xff];
            target[at + 2 * area] = blue[pixels[i + 2] & 0xff];
        }
    }

    /** The network's input value for each of the 256 values of one channel. */
    private static float[] normalized(NormalizationStats stats, int channel) {
        double mean = stats.mean().get(channel);
        double std = stats.std().get(channel);
        float[] table = new float[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = (float) ((value - mean) / std);
        }
        return table;
    }
}
