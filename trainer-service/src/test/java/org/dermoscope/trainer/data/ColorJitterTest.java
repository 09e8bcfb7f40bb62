package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.junit.jupiter.api.Test;

class ColorJitterTest {
    @Test
    void colorsChangeByBrightnessAndBalanceFirstAndContrastThen() {
        float[] target = recolored(new ColorJitter(1.2, 1.5, 0.9, 1, 0.5, 1), 120, 90, 200);
        assertThat(target)
                .containsExactly(
                        new float[] {
                            144.4f, // (120 * 1.2 * 0.9 - 100) * 1.5 + 100
                            112, // (90 * 1.2 - 100) * 1.5 + 100
                            130 // (200 * 1.2 * 0.5 - 100) * 1.5 + 100
                        },
                        within(1e-3f));
    }

    @Test
    void saturationMovesTheThreeColorsFromTheirMeanBeforeAnythingElse() {
        assertThat(recolored(new ColorJitter(1, 1, 1, 1, 1, 1.5), 120, 90, 60))
                .containsExactly(new float[] {135, 90, 45}, within(1e-3f));
        assertThat(recolored(new ColorJitter(1.2, 1.5, 1, 1, 1, 0), 120, 90, 60))
                .containsExactly(new float[] {112, 112, 112}, within(1e-3f)); // (90 * 1.2 - 100) * 1.5 + 100
    }

    @Test
    void eachChannelHasItsOwnMeanAndDeviation() {
        Augmenter augmenter = new Augmenter(
                AugmentationSpec.NONE,
                new Preprocessor(PreprocessingSpec.of(
                        1, 1, new NormalizationStats(List.of(100.0, 50.0, 20.0), List.of(50.0, 25.0, 10.0)))));
        RgbImage pixel = new RgbImage(1, 1, new byte[] {120, 90, 60});
        float[] target = new float[3];
        augmenter.write(pixel, Augmentation.IDENTITY, target, 0);
        augmenter.recolor(new ColorJitter(1, 2, 1, 1, 1, 0.5), target, 0);
        // saturation: 105, 90, 75; contrast: 110, 130, 130
        assertThat(target).containsExactly(new float[] {10 / 50f, 80 / 25f, 110 / 10f}, within(1e-4f));
    }

    @Test
    void changedColorsAreCutOffAtBlackAndWhite() {
        assertThat(recolored(new ColorJitter(1.2, 1.5, 1, 1, 1, 1), 250, 10, 100))
                .containsExactly(new float[] {255, 0, 130}, within(1e-3f));
    }

    @Test
    void drawnColorsFillTheirRangesAndStayWithinThem() {
        AugmentationSpec spec = new AugmentationSpec(0, 0, 0, 0, 0, false, false, false, 0.2, 0.3, 0.1, 0.4);
        double least = 1;
        for (long seed = 0; seed < 2000; seed++) {
            ColorJitter jitter = ColorJitter.draw(spec, new SplitMix64(seed));
            assertThat(jitter.brightness()).isBetween(0.8, 1.2);
            assertThat(jitter.contrast()).isBetween(0.7, 1.3);
            assertThat(jitter.red()).isBetween(0.9, 1.1).isNotEqualTo(jitter.green());
            assertThat(jitter.blue()).isBetween(0.9, 1.1).isNotEqualTo(jitter.green());
            assertThat(jitter.saturation()).isBetween(0.6, 1.4);
            least = Math.min(least, jitter.contrast());
            assertThat(ColorJitter.draw(AugmentationSpec.STANDARD, new SplitMix64(seed)))
                    .isEqualTo(ColorJitter.NONE);
        }
        assertThat(least).isLessThan(0.705);
    }

    @Test
    void theSameRandomStateGivesTheSameColorsAndDoesNotMoveThePixels() {
        AugmentationSpec colors = new AugmentationSpec(10, 0.1, 0, 0.1, 0.1, true, false, false, 0.2, 0.2, 0.1, 0.2);
        Augmenter augmenter = new Augmenter(colors, SyntheticCache.PREPROCESSOR);
        RgbImage image = SyntheticCache.image(12, 9, 3);
        float[] first = new float[3 * 12 * 9];
        float[] second = new float[first.length];
        augmenter.write(image, new SplitMix64(5), first, 0);
        augmenter.write(image, new SplitMix64(5), second, 0);
        assertThat(second).containsExactly(first);
        augmenter.write(image, new SplitMix64(6), second, 0);
        assertThat(second).isNotEqualTo(first);
        assertThat(Augmentation.draw(colors, new SplitMix64(5)))
                .isEqualTo(Augmentation.draw(AugmentationSpec.STANDARD, new SplitMix64(5)));
    }

    /** Of one pixel, by an augmenter whose mean colour is 100. */
    private static float[] recolored(ColorJitter jitter, int red, int green, int blue) {
        Augmenter augmenter = new Augmenter(
                AugmentationSpec.NONE,
                new Preprocessor(PreprocessingSpec.of(1, 1, NormalizationStats.pooled(100, 50))));
        RgbImage pixel = new RgbImage(1, 1, new byte[] {(byte) red, (byte) green, (byte) blue});
        float[] target = new float[5];
        augmenter.write(pixel, Augmentation.IDENTITY, target, 1);
        augmenter.recolor(jitter, target, 1);
        assertThat(new float[] {target[0], target[4]}).containsOnly(0);
        return new float[] {target[1] * 50 + 100, target[2] * 50 + 100, target[3] * 50 + 100};
    }
}
