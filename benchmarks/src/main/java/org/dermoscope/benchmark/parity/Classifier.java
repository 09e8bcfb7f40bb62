package org.dermoscope.benchmark.parity;

/**
 * A linear classifier behind the mean over the features' positions.
 *
 * @param weights {@code float[classes * channels]}, class by class
 * @param bias {@code float[classes]}
 */
record Classifier(float[] weights, float[] bias) {
    /** @param values weights and then bias, as a file has them */
    static Classifier of(float[] values, int classes) {
        float[] weights = new float[values.length - classes];
        float[] bias = new float[classes];
        System.arraycopy(values, 0, weights, 0, weights.length);
        System.arraycopy(values, weights.length, bias, 0, classes);
        return new Classifier(weights, bias);
    }

    /**
     * The logits of one image.
     *
     * @param features {@code float[channels * positions]}, channel by channel
     */
    double[] logits(float[] features) {
        int channels = weights.length / bias.length;
        int positions = features.length / channels;
        double[] means = new double[channels];
        for (int i = 0; i < features.length; i++) {
            means[i / positions] += features[i] / (double) positions;
        }
        double[] logits = new double[bias.length];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = bias[k];
            for (int c = 0; c < channels; c++) {
                logits[k] += weights[k * channels + c] * means[c];
            }
        }
        return logits;
    }
}
