package org.dermoscope.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.dermoscope.onnx.ActivationScale;
import org.junit.jupiter.api.Test;

class ActivationRangeTest {
    @Test
    void theHistogramKeepsTheSizeOfAllValuesWhateverTheirOrder() {
        ActivationHistogram histogram = new ActivationHistogram();
        histogram.add(new float[] {0, 0.001f, -1, 0});
        histogram.add(new float[] {5, 0.5f, 4.9f});
        assertThat(LongStream.of(histogram.counts()).sum()).isEqualTo(5);
        assertThat(histogram.smallest()).isEqualTo(-1);
        assertThat(histogram.largest()).isEqualTo(5);
        double width = histogram.binWidth();
        assertThat(width * ActivationHistogram.BINS).isBetween(5.0, 10.0);
        for (float value : new float[] {0.001f, 0.5f, 1, 4.9f, 5}) {
            assertThat(histogram.counts()[(int) (value / width)])
                    .as("bin of %s", value)
                    .isPositive();
        }
    }

    @Test
    void withoutPositiveValuesThereIsNoRange() {
        ActivationHistogram histogram = new ActivationHistogram();
        histogram.add(new float[] {0, 0});
        for (ActivationRange range : ActivationRange.values()) {
            assertThat(range.largest(histogram)).as("%s", range).isZero();
        }
        assertThat(ActivationScale.upTo(0)).isEqualTo(new ActivationScale(1, 0));
    }

    @Test
    void thePercentileCutsOffOneValueInTenThousand() {
        ActivationHistogram histogram = new ActivationHistogram();
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 10 ? 100 : 1 + i / 1e5f;
        }
        histogram.add(values);
        assertThat(ActivationRange.PERCENTILE_99_99.largest(histogram)).isCloseTo(2, within(2 * histogram.binWidth()));
        assertThat(ActivationRange.PERCENTILE_99_999.largest(histogram))
                .isCloseTo(100, within(2 * histogram.binWidth()));
        assertThat(ActivationRange.PERCENTILE_99_9.largest(histogram)).isCloseTo(2, within(2 * histogram.binWidth()));
    }

    @Test
    void theSquaredErrorCutsOffFewFarValuesAndKeepsMany() {
        for (int far : new int[] {1, 10_000}) {
            float[] values = new float[100_000];
            for (int i = 0; i < values.length; i++) {
                values[i] = i < far ? 3 : (i + 1) / 1e5f;
            }
            double largest = ActivationRange.SQUARED_ERROR.largest(histogram(values));
            if (far == 1) {
                assertThat(largest).isBetween(2.5, 2.8);
            } else {
                assertThat(largest).isGreaterThan(2.9);
            }
        }
    }

    @Test
    void entropyCutsOffATailAndKeepsAFlatDistribution() {
        Random random = new Random(1);
        float[] flat = new float[200_000];
        float[] tailed = new float[200_000];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = random.nextFloat();
            tailed[i] = i < 20 ? 1 : Math.abs((float) random.nextGaussian()) * 0.02f;
        }
        assertThat(ActivationRange.ENTROPY.largest(histogram(flat))).isGreaterThan(0.95);
        assertThat(ActivationRange.ENTROPY.largest(histogram(tailed))).isBetween(0.06, 0.5);
    }

    @Test
    void aScaleKeepsZeroAndThePixelValues() {
        ActivationScale scale = ActivationScale.between(-160 / 46.7, 95 / 46.7);
        assertThat(scale.scale()).isCloseTo(1 / 46.7f, within(1e-7f));
        assertThat(scale.zeroPoint()).isEqualTo(160);
        assertThat(ActivationScale.between(3, 255).zeroPoint()).isZero();
        assertThat(ActivationScale.around(254)).isEqualTo(new ActivationScale(2, 128));
    }

    private static ActivationHistogram histogram(float[] values) {
        ActivationHistogram histogram = new ActivationHistogram();
        histogram.add(values);
        return histogram;
    }
}
