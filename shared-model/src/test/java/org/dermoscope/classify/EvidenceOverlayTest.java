package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.PngEncoder;
import org.dermoscope.imaging.RgbImage;
import org.junit.jupiter.api.Test;

class EvidenceOverlayTest {
    private static final int GRAY = 100;

    @Test
    void isRedWhereItSpeaksForTheClassAndBlueWhereAgainst() {
        RgbImage overlay = EvidenceOverlay.over(gray(40, 30), new float[] {4, 0, 0, 0, 0, -2}, 2, 3);
        assertThat(overlay.width()).isEqualTo(40);
        assertThat(red(overlay, 0, 0)).isGreaterThan(GRAY + 80);
        assertThat(blue(overlay, 0, 0)).isLessThan(GRAY - 50);
        assertThat(blue(overlay, 39, 29)).isGreaterThan(GRAY + 40);
        assertThat(red(overlay, 39, 29)).isLessThan(GRAY - 20);
        assertThat(red(overlay, 0, 29)).isEqualTo(GRAY);
    }

    @Test
    void withoutEvidenceTheImageStaysAsItIs() {
        RgbImage image = gray(7, 5);
        assertThat(EvidenceOverlay.over(image, new float[6], 2, 3).pixels()).isEqualTo(image.pixels());
    }

    @Test
    void survivesPng() throws Exception {
        RgbImage overlay = EvidenceOverlay.over(gray(41, 33), new float[] {1, -1, 0.5f, 0.25f}, 2, 2);
        RgbImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(PngEncoder.encode(overlay));
        assertThat(decoded.width()).isEqualTo(41);
        assertThat(decoded.pixels()).isEqualTo(overlay.pixels());
    }

    private static RgbImage gray(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) GRAY);
        return new RgbImage(width, height, pixels);
    }

    private static int red(RgbImage image, int x, int y) {
        return image.pixels()[3 * (y * image.width() + x)] & 0xff;
    }

    private static int blue(RgbImage image, int x, int y) {
        return image.pixels()[3 * (y * image.width() + x) + 2] & 0xff;
    }
}
