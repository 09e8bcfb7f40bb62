package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmenterTest {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 9;
    private static final RgbImage IMAGE = SyntheticCache.image(WIDTH, HEIGHT, 3);
    private static final Augmenter NONE = new Augmenter(AugmentationSpec.NONE, SyntheticCache.PREPROCESSOR);

    /** Mean 0 and deviation 1, so that targets are pixel values. */
    private static final Augmenter PLAIN = new Augmenter(
            AugmentationSpec.NONE,
            new Preprocessor(PreprocessingSpec.of(HEIGHT, WIDTH, NormalizationStats.pooled(0, 1))));

    @Test
    void withoutAChangeTheFloatsAreExactlyThoseOfThePreprocessor() {
        float[] expected = new float[3 * WIDTH * HEIGHT];
        SyntheticCache.PREPROCESSOR.write(IMAGE, expected, 0);

        for (long seed = 0; seed < 20; seed++) {
            float[] target = new float[expected.length];
            NONE.write(IMAGE, new SplitMix64(seed), target, 0);
            assertThat(target).containsExactly(expected);
        }
    }

    @Test
    void aFlipMirrorsThePreprocessedImage() {
        float[] plain = new float[3 * WIDTH * HEIGHT];
        SyntheticCache.PREPROCESSOR.write(IMAGE, plain, 0);
        float[] flipped = new float[plain.length];

        NONE.write(IMAGE, new Augmentation(0, 1, 1, 0, 0, true, false), flipped, 0);

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(flipped[at(x, y, c)]).isCloseTo(plain[at(WIDTH - 1 - x, y, c)], within(1e-5f));
                }
            }
        }
    }

    @Test
    void aVerticalFlipAndAHalfTurnAndAHorizontalFlipAreNoChange() {
        assertThat(sampled(new Augmentation(180, 1, 1, 0, 0, true, true))).containsExactly(pixels(), within(2e-3f));
    }

    @Test
    void aShiftByWholePixelsMovesThemAndRepeatsTheEdge() {
        float[] target = sampled(new Augmentation(0, 1, 1, 3.0 / WIDTH, -2.0 / HEIGHT, false, false));

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int fromX = Math.min(x + 3, WIDTH - 1);
                int fromY = Math.max(y - 2, 0);
                assertThat(target[at(x, y, 1)]).isCloseTo(pixels()[at(fromX, fromY, 1)], within(1e-3f));
            }
        }
    }

    @Test
    void betweenPixelsValuesAreInterpolatedLinearlyInBothDirections() {
        float[] target = sampled(new Augmentation(0, 1, 1, 0.25 / WIDTH, 0.5 / HEIGHT, false, false));

        float[] p = pixels();
        float top = 0.75f * p[at(4, 3, 2)] + 0.25f * p[at(5, 3, 2)];
        float bottom = 0.75f * p[at(4, 4, 2)] + 0.25f * p[at(5, 4, 2)];
        assertThat(target[at(4, 3, 2)]).isCloseTo((top + bottom) / 2, within(1e-3f));
    }

    @Test
    void aQuarterTurnOfASquareTurnsIt() {
        RgbImage square = SyntheticCache.image(8, 8, 5);
        Augmenter augmenter = new Augmenter(
                AugmentationSpec.NONE, new Preprocessor(PreprocessingSpec.of(8, 8, NormalizationStats.pooled(0, 1))));
        float[] target = new float[3 * 64];

        augmenter.write(square, new Augmentation(90, 1, 1, 0, 0, false, false), target, 0);

        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int source = square.pixels()[3 * (x * 8 + 7 - y)] & 255;
                assertThat(target[3 * (y * 8 + x)]).isCloseTo(source, within(2e-3f));
            }
        }
    }

    @Test
    void aZoomBelowOneEnlargesAboutTheCentre() {
        RgbImage line = new RgbImage(5, 1, new byte[] {0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40});
        Augmenter augmenter = new Augmenter(
                AugmentationSpec.NONE, new Preprocessor(PreprocessingSpec.of(1, 5, NormalizationStats.pooled(0, 1))));
        float[] target = new float[15];

        augmenter.write(line, new Augmentation(0, 0.5, 1, 0, 0, false, false), target, 0);

        assertThat(new float[] {target[0], target[3], target[6], target[9], target[12]})
                .containsExactly(new float[] {10, 15, 20, 25, 30}, within(1e-3f));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "2, 2"})
    void imagesOfAnySizeStayWithinTheirValues(int width, int height) {
        RgbImage image = SyntheticCache.image(width, height, 9);
        Augmenter augmenter = new Augmenter(
                new AugmentationSpec(180, 0.5, 0.5, 0.5, true, true),
                new Preprocessor(PreprocessingSpec.of(height, width, NormalizationStats.pooled(0, 1))));
        float[] target = new float[3 * width * height];
        for (long seed = 0; seed < 200; seed++) {
            augmenter.write(image, new SplitMix64(seed), target, 0);
            for (float value : target) {
                assertThat(value).isBetween(-1e-3f, 255.001f);
            }
        }
    }

    @Test
    void drawnChangesFillTheirRangesAndStayWithinThem() {
        double most = 0;
        int flips = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Augmentation a = Augmentation.draw(AugmentationSpec.STANDARD, new SplitMix64(seed));
            assertThat(a.rotation()).isBetween(-10.0, 10.0);
            assertThat(a.zoomX()).isBetween(0.9, 1.1);
            assertThat(a.zoomY()).isBetween(0.9, 1.1);
            assertThat(a.shiftX()).isBetween(-0.1, 0.1);
            assertThat(a.shiftY()).isBetween(-0.1, 0.1);
            assertThat(a.flipY()).isFalse();
            most = Math.max(most, Math.abs(a.rotation()));
            flips += a.flipX() ? 1 : 0;
        }
        assertThat(most).isGreaterThan(9.9);
        assertThat(flips).isBetween(900, 1100);
    }

    @Test
    void aQuarterTurnComesBesidesTheRotationWhereItIsOn() {
        AugmentationSpec spec = new AugmentationSpec(0, 0, 0, 0, 0, false, false, true, 0, 0, 0, 0);
        int[] turns = new int[4];
        for (long seed = 0; seed < 4000; seed++) {
            turns[(int) Augmentation.draw(spec, new SplitMix64(seed)).rotation() / 90]++;
            assertThat(Augmentation.draw(AugmentationSpec.NONE, new SplitMix64(seed)))
                    .isEqualTo(Augmentation.IDENTITY);
        }
        for (int count : turns) {
            assertThat(count).isBetween(900, 1100);
        }
    }

    @Test
    void magnificationEnlargesBothSidesAlikeAndEveryRatioAsOften() {
        AugmentationSpec spec = new AugmentationSpec(0, 0, 1, 0, 0, false, false, false, 0, 0, 0, 0);
        int aboveRootOfTwo = 0;
        for (long seed = 0; seed < 4000; seed++) {
            Augmentation a = Augmentation.draw(spec, new SplitMix64(seed));
            assertThat(a.zoomX()).isEqualTo(a.zoomY()).isBetween(0.5, 1.0);
            aboveRootOfTwo += 1 / a.zoomX() > Math.sqrt(2) ? 1 : 0;
        }
        assertThat(aboveRootOfTwo).isBetween(1900, 2100);
    }

    private static float[] sampled(Augmentation change) {
        float[] target = new float[3 * WIDTH * HEIGHT];
        PLAIN.write(IMAGE, change, target, 0);
        return target;
    }

    private static float[] pixels() {
        float[] pixels = new float[IMAGE.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = IMAGE.pixels()[i] & 255;
        }
        return pixels;
    }

    private static int at(int x, int y, int c) {
        return 3 * (y * WIDTH + x) + c;
    }
}
