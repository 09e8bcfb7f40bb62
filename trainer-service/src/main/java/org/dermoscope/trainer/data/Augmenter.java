package org.dermoscope.trainer.data;

import java.util.List;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.trainer.data.Augmentation.AffineMap;

/**
 * Writes a changed image as network input: all changes in one bilinear sampling, straight from the cached bytes to the
 * normalised floats, and a second pass over these where colours change. Outside the image the nearest edge pixel goes on. Thread-safe.
 */
public final class Augmenter {
    private final AugmentationSpec spec;
    private final Preprocessor preprocessor;
    private final float[] mean = new float[3];
    private final float[] scale = new float[3];

    public Augmenter(AugmentationSpec spec, Preprocessor preprocessor) {
        this.spec = spec;
        this.preprocessor = preprocessor;
        List<Double> means = preprocessor.spec().normalization().mean();
        List<Double> stds = preprocessor.spec().normalization().std();
        for (int c = 0; c < 3; c++) {
            mean[c] = means.get(c).floatValue();
            scale[c] = (float) (1 / stds.get(c));
        }
    }

    /** Length of one input, {@code 3 * height * width}. */
    public int inputLength() {
        return preprocessor.inputLength();
    }

    /**
     * Draws a change and writes the image so changed.
     *
     * @param random decides the change; the same state gives the same floats
     * @param target receives {@link #inputLength()} floats from {@code offset}, HWC
     */
    public void write(RgbImage image, SplitMix64 random, float[] target, int offset) {
        write(image, Augmentation.draw(spec, random), target, offset);
        recolor(ColorJitter.draw(spec, random), target, offset);
    }

    /** Changes the colours of one input, already normalised, in place. */
    void recolor(ColorJitter jitter, float[] target, int offset) {
        if (jitter.equals(ColorJitter.NONE)) {
            return;
        }
        float[] factors = new float[9];
        float[] shifts = new float[3];
        float[] black = new float[3];
        float[] white = new float[3];
        double others = (1 - jitter.saturation()) / 3;
        for (int c = 0; c < 3; c++) {
            double shift = -mean[c];
            for (int from = 0; from < 3; from++) {
                double share = jitter.gain(c) * (from == c ? jitter.saturation() + others : others);
                factors[3 * c + from] = (float) (jitter.contrast() * share * scale[c] / scale[from]);
                shift += share * mean[from];
            }
            shifts[c] = (float) (jitter.contrast() * shift * scale[c]);
            black[c] = -mean[c] * scale[c];
            white[c] = (255 - mean[c]) * scale[c];
        }
        int end = offset + inputLength();
        for (int i = offset; i < end; i += 3) {
            float red = target[i];
            float green = target[i + 1];
            float blue = target[i + 2];
            for (int c = 0; c < 3; c++) {
                float value = factors[3 * c] * red + factors[3 * c + 1] * green + factors[3 * c + 2] * blue + shifts[c];
                target[i + c] = Math.min(Math.max(value, black[c]), white[c]);
            }
        }
    }

    /** Without a change, the floats are exactly those of {@link Preprocessor#write}. */
    void write(RgbImage image, Augmentation change, float[] target, int offset) {
        if (change.equals(Augmentation.IDENTITY)) {
            preprocessor.write(image, target, offset);
        } else {
            RgbImage source = preprocessor.resize(image);
            sample(source, change.map(source.width(), source.height()), target, offset);
        }
    }

    private void sample(RgbImage image, AffineMap map, float[] target, int offset) {
        int width = image.width();
        int height = image.height();
        byte[] p = image.pixels();
        int lastX = Math.max(width - 2, 0);
        int lastY = Math.max(height - 2, 0);
        int right = width > 1 ? 3 : 0;
        int below = height > 1 ? 3 * width : 0;
        int to = offset;
        for (int y = 0; y < height; y++) {
            float rowX = map.xy() * y + map.x0();
            float rowY = map.yy() * y + map.y0();
            for (int x = 0; x < width; x++) {
                float sx = Math.min(Math.max(map.xx() * x + rowX, 0), width - 1);
                float sy = Math.min(Math.max(map.yx() * x + rowY, 0), height - 1);
                int ix = Math.min((int) sx, lastX);
                int iy = Math.min((int) sy, lastY);
                float fx = sx - ix;
                float fy = sy - iy;
                int a = 3 * (iy * width + ix);
                for (int c = 0; c < 3; c++, a++) {
                    float top = lerp(p[a] & 255, p[a + right] & 255, fx);
                    float bottom = lerp(p[a + below] & 255, p[a + below + right] & 255, fx);
                    target[to++] = (top + fy * (bottom - top) - mean[c]) * scale[c];
                }
            }
        }
    }

    private static float lerp(int from, int to, float share) {
        return from + share * (to - from);
    }
}
