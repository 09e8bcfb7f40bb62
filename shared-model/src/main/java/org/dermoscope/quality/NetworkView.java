package org.dermoscope.quality;

/**
 * What a network makes of an image, as far as outliers are told by it.
 *
 * @param logits {@code float[7]}, before temperature; treat as immutable
 * @param residual of its features, see {@link FeatureSpace#residual}; not a number where they were not looked at
 */
public record NetworkView(float[] logits, double residual) {
    /** Of an image whose features were not looked at. */
    public static NetworkView ofLogits(float[] logits) {
        return new NetworkView(logits, Double.NaN);
    }
}
