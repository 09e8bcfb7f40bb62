package org.dermoscope.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticLesionsTest {
    private static final SyntheticLesions SMALL = new SyntheticLesions(60, 45);

    @Test
    void theSameSeedsGiveTheSameBytesOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (LesionClass lesionClass : LesionClass.all()) {
            digest.update(lesionClass.code().getBytes(StandardCharsets.UTF_8));
            digest.update(SMALL.draw(lesionClass, 7, 1).pixels());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("7baf3faaffae9727890348c75103ec481055551f7afaddbc719c76f4cacabc9c");
    }

    @ParameterizedTest
    @EnumSource(LesionClass.class)
    void lesionsAndViewsDiffer(LesionClass lesionClass) {
        Set<String> pictures = new HashSet<>();
        for (int lesion = 0; lesion < 4; lesion++) {
            for (int view = 0; view < 2; view++) {
                pictures.add(HexFormat.of()
                        .formatHex(SMALL.draw(lesionClass, lesion, view).pixels()));
            }
        }
        assertThat(pictures).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(LesionClass.class)
    void picturesHaveTheSizeAskedForAndAWideRangeOfValues(LesionClass lesionClass) {
        RgbImage picture = SyntheticLesions.DEFAULT.draw(lesionClass, 3, 4);
        assertThat(picture.width()).isEqualTo(200);
        assertThat(picture.height()).isEqualTo(150);
        int[] histogram = new int[256];
        for (byte value : picture.pixels()) {
            histogram[value & 0xff]++;
        }
        assertThat(histogram[255]).as("white samples").isLessThan(picture.pixels().length / 5);
        int used = 0;
        for (int count : histogram) {
            used += count > 0 ? 1 : 0;
        }
        assertThat(used).as("different values").isGreaterThan(80);
    }

    @Test
    void sizesThatAreTooSmallToShowALesionAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticLesions(15, 100))
                .withMessage("Picture size 15x100 must be at least 16x16");
    }
}
