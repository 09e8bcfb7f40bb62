package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
    @Test
    void inputsEqualTheGoldenValues() throws InvalidImageException {
        GoldenPreprocessing.assertGolden(Preprocessor::new);
    }

    @Test
    void channelsKeepTheirOrderAndTheirStatistics() {
        NormalizationStats stats = new NormalizationStats(List.of(10.0, 20.0, 30.0), List.of(1.0, 2.0, 4.0));
        Preprocessor preprocessor = new Preprocessor(PreprocessingSpec.of(1, 2, stats));
        float[] input = new float[6];
        preprocessor.write(new RgbImage(2, 1, new byte[] {10, 20, 30, (byte) 255, (byte) 200, 0}), input, 0);
        assertThat(input).containsExactly(0, 0, 0, 245, 90, -7.5f);
    }

    @Test
    void onlyItsOwnPartOfTheTargetIsWritten() {
        Preprocessor preprocessor = new Preprocessor(PreprocessingSpec.of(2, 3, NormalizationStats.pooled(0, 1)));
        float[] target = new float[3 * preprocessor.inputLength()];
        Arrays.fill(target, -1);
        preprocessor.write(RgbImages.formula(50, 40), target, preprocessor.inputLength());
        assertThat(Arrays.copyOfRange(target, 0, 18)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(target, 36, 54)).containsOnly(-1);
        assertThat(Arrays.copyOfRange(target, 18, 36)).doesNotContain(-1);
    }

    @Test
    void anImageThatWasResizedBeforeGivesTheSameInput() {
        Preprocessor preprocessor = new Preprocessor(GoldenPreprocessing.SPEC);
        RgbImage image = RgbImages.formula(200, 150);
        float[] direct = new float[preprocessor.inputLength()];
        float[] cached = new float[preprocessor.inputLength()];
        preprocessor.write(image, direct, 0);
        preprocessor.write(preprocessor.resize(image), cached, 0);
        assertThat(cached).isEqualTo(direct);
    }

    @Test
    void anotherResamplingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PreprocessingSpec(90, 120, "nearest", NormalizationStats.pooled(1, 1)))
                .withMessage("Unknown resampling 'nearest'; known: [antialiased-triangle]");
    }

    @Test
    void statisticsThatCannotNormaliseAreRefused() {
        for (double std : new double[] {0, -1, 256, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NormalizationStats.pooled(1, std));
        }
        for (double mean : new double[] {-0.1, 255.1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NormalizationStats.pooled(mean, 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalizationStats(List.of(1.0), List.of(1.0)))
                .withMessageContaining("3 means");
    }

    @Test
    void planarInputHasTheSameValuesChannelByChannel() {
        Preprocessor preprocessor = new Preprocessor(
                PreprocessingSpec.of(2, 3, new NormalizationStats(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0))));
        byte[] pixels = new byte[18];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (11 * i);
        }
        RgbImage image = new RgbImage(3, 2, pixels);
        float[] interleaved = new float[20];
        float[] planar = new float[20];
        preprocessor.write(image, interleaved, 1);
        preprocessor.writePlanar(image, planar, 1);
        for (int i = 0; i < 18; i++) {
            assertThat(planar[1 + i % 3 * 6 + i / 3]).isEqualTo(interleaved[1 + i]);
        }
        assertThat(planar[0] + planar[19]).isZero();
    }
}
