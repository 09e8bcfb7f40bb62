package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.dermoscope.architecture.ImbalanceSpec;
import org.dermoscope.architecture.ImbalanceSpec.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancedSamplerTest {
    /** 16 of class 5 at the positions from 0, four of class 4, one of class 3. */
    private static final int[] LABELS = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 3};

    @ParameterizedTest
    @CsvSource({
        "1, 7, 7, 7", // equal
        "0.5, 3, 6, 12", // in proportion to 1, 2 and 4
        "0, 1, 4, 16", // as they are
        "0.75, 5, 7, 9" // in proportion to 1, 1.414 and 2: 4.76, 6.73 and 9.51
    })
    void drawsClassesInProportionToAPowerOfTheirFrequency(double power, int rare, int middle, int common) {
        int[] counts = new int[7];
        for (int image : sampler(power, 42).images(1)) {
            counts[LABELS[image]]++;
        }
        assertThat(counts).containsExactly(0, 0, 0, rare, middle, common, 0);
    }

    @Test
    void showsEachImageOnceWhereFrequenciesStay() {
        int[] images = sampler(0, 42).images(3);
        Arrays.sort(images);
        for (int i = 0; i < LABELS.length; i++) {
            assertThat(images[i]).isEqualTo(i);
        }
    }

    @Test
    void comesRoundToEveryImageOfAClassBeforeOneComesAgain() {
        int[] shown = new int[LABELS.length];
        for (int epoch = 1; epoch <= 16; epoch++) {
            for (int image : sampler(1, 7).images(epoch)) {
                shown[image]++;
            }
        }
        // 16 epochs of seven are seven rounds over 16, 28 over four and 112 over one
        assertThat(Arrays.copyOfRange(shown, 0, 16)).containsOnly(7);
        assertThat(Arrays.copyOfRange(shown, 16, 20)).containsOnly(28);
        assertThat(shown[20]).isEqualTo(112);
    }

    @Test
    void repeatsItselfForASeedAndEpochOnly() {
        int[] images = sampler(1, 42).images(2);
        assertThat(sampler(1, 42).images(2)).isEqualTo(images);
        assertThat(sampler(1, 42).images(3)).isNotEqualTo(images);
        assertThat(sampler(1, 43).images(2)).isNotEqualTo(images);
    }

    @Test
    void mixesTheClassesOverTheEpoch() {
        int[] images = sampler(1, 42).images(1);
        long early = Arrays.stream(images, 0, 7).filter(i -> LABELS[i] == 3).count();
        assertThat(early).isLessThan(7);
        assertThat(Arrays.stream(images)
                        .limit(14)
                        .map(i -> LABELS[i])
                        .distinct()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void isAskedForByTheKindAlone() {
        assertThat(ImageSampler.of(new ImbalanceSpec(Kind.BALANCED_SAMPLER, 1), LABELS, 42)
                        .images(1))
                .isEqualTo(sampler(1, 42).images(1));
        assertThat(ImageSampler.of(new ImbalanceSpec(Kind.CLASS_WEIGHTS, 1), LABELS, 42)
                        .images(1))
                .doesNotHaveDuplicates();
    }

    private static BalancedSampler sampler(double power, long seed) {
        return new BalancedSampler(LABELS, power, seed);
    }
}
