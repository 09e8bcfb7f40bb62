package org.dermoscope.imaging;

/**
 * THE path from a decoded image to a network input, the same object in training, evaluation and serving.
 * Thread-safe.
 */
public final class Preprocessor {
    private final PreprocessingSpec spec;

    public Preprocessor(PreprocessingSpec spec) {
        this.spec = spec;
    }

    public PreprocessingSpec spec() {
        return spec;
    }

    /** Length of one input: {@code 3 * height * width}. */
    public int inputLength() {
        return 3 * spec.height() * spec.width();
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
        throw new UnsupportedOperationException();
    }
}
