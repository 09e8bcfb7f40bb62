package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The input values that every service must compute for one picture, from its bytes to the floats. They come from Pillow
 * and numpy ({@code resampling/generate.py}), not from this platform.
 */
public final class GoldenPreprocessing {
    /** Height 9, width 12, and a mean and a deviation of its own for each channel. */
    public static final PreprocessingSpec SPEC = PreprocessingSpec.of(
            9, 12, new NormalizationStats(List.of(160.5, 117.25, 99.0), List.of(47.5, 63.125, 128.75)));

    /** Half a unit in the last place of the largest value, with room. */
    private static final float TOLERANCE = 1e-6f;

    private GoldenPreprocessing() {}

    /** The encoded picture, a PNG of 64x48 pixels. */
    public static byte[] encoded() {
        return resource("preprocessing.png");
    }

    /** {@code float[3*9*12]}, HWC. */
    public static float[] values() {
        String[] numbers = new String(resource("preprocessing.csv"), StandardCharsets.UTF_8)
                .trim()
                .split("[,\\s]+");
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(numbers[i]);
        }
        return values;
    }

    /** Fails unless the preprocessor that a service makes for {@link #SPEC} gives {@link #values()}. */
    public static void assertGolden(Function<PreprocessingSpec, Preprocessor> service) throws InvalidImageException {
        Preprocessor preprocessor = service.apply(SPEC);
        float[] actual = new float[preprocessor.inputLength()];
        preprocessor.write(new ImageDecoder(ImageLimits.DEFAULT).decode(encoded()), actual, 0);
        assertGolden(actual);
    }

    /** Fails unless the input that a service computed from {@link #encoded()} is {@link #values()}. */
    public static void assertGolden(float[] actual) {
        float[] expected = values();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i])).as("value " + i).isLessThanOrEqualTo(TOLERANCE);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Objects.requireNonNull(
                GoldenPreprocessing.class.getResourceAsStream("/resampling/" + name), () -> "No resource " + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
