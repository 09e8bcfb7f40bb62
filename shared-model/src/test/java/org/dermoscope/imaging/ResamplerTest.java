package org.dermoscope.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/resampling/pillow.csv")
    void pixelsEqualThoseOfPillow(int sourceWidth, int sourceHeight, int width, int height, String sha256)
            throws NoSuchAlgorithmException {
        RgbImage resized = Resampler.resize(RgbImages.formula(sourceWidth, sourceHeight), width, height);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.pixels());
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }

    @Test
    void halvingWeighsFourNeighboursByTheTriangle() {
        byte[] pixels = new byte[3 * 8];
        Arrays.fill(pixels, 9, 12, (byte) 240);
        RgbImage resized = Resampler.resize(new RgbImage(8, 1, pixels), 4, 1);
        // Pixel 3 lies 0.5 and 1.5 source pixels from the centres of target pixels 1 and 2; the weights are 3 and 1 of
        // 8.
        assertThat(red(resized)).containsExactly(0, 90, 30, 0);
    }

    @Test
    void doublingInterpolatesBetweenNeighbours() {
        byte[] pixels = {0, 0, 0, 100, 100, 100};
        assertThat(red(Resampler.resize(new RgbImage(2, 1, pixels), 4, 1))).containsExactly(0, 25, 75, 100);
    }

    @Test
    void halvesAreRoundedUp() {
        byte[] pixels = {10, 10, 10, 11, 11, 11};
        assertThat(red(Resampler.resize(new RgbImage(2, 1, pixels), 1, 1))).containsExactly(11);
    }

    @ParameterizedTest
    @CsvSource({"600,450,120,90", "23,17,120,90", "3,999,120,90", "1,1,5,5", "65535,1,120,1"})
    void aPlainPictureStaysPlain(int sourceWidth, int sourceHeight, int width, int height) {
        for (int value : new int[] {0, 1, 127, 254, 255}) {
            byte[] pixels = new byte[3 * sourceWidth * sourceHeight];
            Arrays.fill(pixels, (byte) value);
            RgbImage resized = Resampler.resize(new RgbImage(sourceWidth, sourceHeight, pixels), width, height);
            byte[] expected = new byte[3 * width * height];
            Arrays.fill(expected, (byte) value);
            assertThat(resized.pixels()).isEqualTo(expected);
        }
    }

    @Test
    void everySourcePixelCounts() {
        RgbImage dark = new RgbImage(100, 1, new byte[300]);
        for (int x = 0; x < 100; x++) {
            byte[] pixels = new byte[300];
            Arrays.fill(pixels, 3 * x, 3 * x + 3, (byte) 255);
            RgbImage resized = Resampler.resize(new RgbImage(100, 1, pixels), 7, 1);
            assertThat(resized.pixels()).as("with pixel " + x + " lit").isNotEqualTo(dark.pixels());
            assertThat(Arrays.stream(red(resized)).sum())
                    .as("light of pixel " + x)
                    .isBetween(8, 40);
        }
    }

    @Test
    void anImageOfTheRightSizeIsReturnedItself() {
        RgbImage image = RgbImages.formula(12, 9);
        assertThat(Resampler.resize(image, 12, 9)).isSameAs(image);
    }

    @Test
    void theSourceIsLeftAsItWas() {
        RgbImage image = RgbImages.formula(50, 40);
        Resampler.resize(image, 12, 9);
        assertThat(image.pixels()).isEqualTo(RgbImages.formula(50, 40).pixels());
    }

    @Test
    void aTargetWithoutPixelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampler.resize(RgbImages.formula(4, 4), 0, 3))
                .withMessage("Target size 0x3 must be at least 1x1");
    }

    @Test
    void theCacheOfWeightsStaysSmall() {
        ResamplingWeightsCache cache = new ResamplingWeightsCache();
        for (int size = 1; size <= 500; size++) {
            cache.of(size, 90);
        }
        cache.of(9000, 90);
        assertThat(cache.size()).isEqualTo(64);
        assertThat(cache.of(500, 90)).isSameAs(cache.of(500, 90));
        assertThat(cache.of(9000, 90)).isNotSameAs(cache.of(9000, 90));
    }

    private static int[] red(RgbImage image) {
        int[] red = new int[image.width() * image.height()];
        for (int i = 0; i < red.length; i++) {
            red[i] = image.pixels()[3 * i] & 0xff;
        }
        return red;
    }
}
