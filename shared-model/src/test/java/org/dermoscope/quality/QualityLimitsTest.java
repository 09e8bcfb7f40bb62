package org.dermoscope.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.dermoscope.imaging.Resampler;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

class QualityLimitsTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;
    private static final QualityLimits LIMITS = QualityLimits.of(90, lesions());

    @Test
    void measuresWhatCanBeComputedByHand() {
        byte[] pixels = new byte[3 * 9];
        for (int i = 0; i < 9; i++) {
            byte level = (byte) (i == 4 ? 200 : 100);
            pixels[3 * i] = level;
            pixels[3 * i + 1] = level;
            pixels[3 * i + 2] = (byte) (i == 0 ? 101 : level);
        }
        ImageMeasures measures = ImageMeasures.of(3, new RgbImage(3, 3, pixels));
        assertThat(measures.brightness()).isCloseTo((8 * 100 + 200 + 0.114) / 9, within(1e-9));
        assertThat(measures.contrast()).isCloseTo(31.4, within(0.1));
        assertThat(measures.sharpness()).isZero();
        assertThat(measures.skinShare()).isEqualTo(8 / 9.0);
    }

    @Test
    void aLesionLikeThoseOfTheTrainingPartPasses() {
        RgbImage unseen = SyntheticLesions.DEFAULT.draw(LesionClass.NV, 5_000, 1);
        assertThat(LIMITS.check(measures(unseen))).isEmpty();
    }

    @Test
    void whatIsWrongIsNamedWithValueAndThreshold() {
        RgbImage lesion = SyntheticLesions.DEFAULT.draw(LesionClass.MEL, 7, 1);
        assertThat(reason(changed(lesion, v -> 128))).isEqualTo(AbstentionReason.UNIFORM);
        assertThat(reason(changed(lesion, v -> v / 8))).isIn(AbstentionReason.UNIFORM, AbstentionReason.TOO_DARK);
        assertThat(reason(changed(lesion, v -> Math.max(0, v - 120)))).isEqualTo(AbstentionReason.TOO_DARK);
        assertThat(reason(changed(lesion, v -> Math.min(255, v + 90))))
                .isIn(AbstentionReason.UNIFORM, AbstentionReason.TOO_BRIGHT);
        assertThat(reason(blurred(lesion))).isEqualTo(AbstentionReason.BLURRED);
        assertThat(reason(inBlue(lesion))).isEqualTo(AbstentionReason.NO_SKIN_COLOURS);
        Abstention small = LIMITS.check(ImageMeasures.of(60, resized(lesion))).orElseThrow();
        assertThat(small).isEqualTo(new Abstention(AbstentionReason.TOO_SMALL, 60, 90));
    }

    private static AbstentionReason reason(RgbImage image) {
        Abstention abstention = LIMITS.check(measures(image)).orElseThrow();
        assertThat(abstention.value()).isNotEqualTo(abstention.threshold());
        return abstention.reason();
    }

    private static List<ImageMeasures> lesions() {
        List<ImageMeasures> measures = new ArrayList<>();
        for (int i = 0; i < 140; i++) {
            measures.add(
                    measures(SyntheticLesions.DEFAULT.draw(LesionClass.all().get(i % LesionClass.COUNT), i, 0)));
        }
        return measures;
    }

    private static ImageMeasures measures(RgbImage image) {
        return ImageMeasures.of(Math.min(image.width(), image.height()), resized(image));
    }

    private static RgbImage resized(RgbImage image) {
        return Resampler.resize(image, WIDTH, HEIGHT);
    }

    private static RgbImage changed(RgbImage image, IntUnaryOperator change) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) change.applyAsInt(image.pixels()[i] & 0xff);
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }

    private static RgbImage blurred(RgbImage image) {
        return Resampler.resize(Resampler.resize(image, 10, 8), image.width(), image.height());
    }

    private static RgbImage inBlue(RgbImage image) {
        byte[] pixels = image.pixels().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            byte red = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = red;
        }
        return new RgbImage(image.width(), image.height(), pixels);
    }
}
