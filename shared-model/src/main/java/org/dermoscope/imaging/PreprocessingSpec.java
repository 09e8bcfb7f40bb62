package org.dermoscope.imaging;

/**
 * Everything that decides how an image becomes a network input; travels in every manifest.
 *
 * @param height of the network input, in pixels
 * @param width of the network input, in pixels
 * @param resampling the name of the resampling filter, see {@link Resampler#NAME}
 * @param normalization statistics of the training part
 */
public record PreprocessingSpec(int height, int width, String resampling, NormalizationStats normalization) {
    public PreprocessingSpec {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("Input size " + height + "x" + width + " must be at least 1x1");
        }
        if (!Resampler.NAME.equals(resampling)) {
            throw new IllegalArgumentException(
                    "Unknown resampling '" + resampling + "'; known: [" + Resampler.NAME + "]");
        }
    }

    /** The specification with the resampling that this version implements. */
    public static PreprocessingSpec of(int height, int width, NormalizationStats normalization) {
        return new PreprocessingSpec(height, width, Resampler.NAME, normalization);
    }
}
