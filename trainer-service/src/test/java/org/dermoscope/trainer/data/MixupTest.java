package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.architecture.MixupSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixupTest {
    private static final InputSize PIXEL = new InputSize(1, 1);

    /** Three images in arrays that are longer than used. */
    private final TrainingBatch batch =
            new TrainingBatch(new float[] {1, 2, 3, 10, 20, 30, 5, 6, 7, -1, -1, -1}, new int[] {4, 5, 1, 9}, 3);

    @Test
    void mixesTheFirstImageWithTheLastAndLeavesTheMiddleOne() {
        TrainingBatch mixed = mixup(0.2).blend(batch, 0.75);

        assertThat(mixed.size()).isEqualTo(3);
        assertThat(mixed.inputs())
                .startsWith(new float[] {2, 3, 4}) // 0.75 * (1, 2, 3) + 0.25 * (5, 6, 7)
                .containsSequence(10, 20, 30)
                .containsSequence(4, 5, 6);
        assertThat(mixed.labels()).startsWith(4, 5, 1);
        assertThat(mixed.otherLabels()).startsWith(1, 5, 4);
        assertThat(mixed.share()).isEqualTo(0.75);
    }

    @Test
    void leavesTheBatchThatItMixesAsItWas() {
        float[] before = batch.inputs().clone();
        mixup(1).mix(batch, 1, 1);
        assertThat(batch.inputs()).containsExactly(before);
    }

    @Test
    void isTheBatchItselfWhereItIsOff() {
        assertThat(mixup(0).mix(batch, 1, 1)).isSameAs(batch);
        assertThat(batch.share()).isEqualTo(1);
        assertThat(batch.otherLabels()).isEqualTo(batch.labels());
    }

    @Test
    void takesABatchLongerThanTheOneBefore() {
        Mixup mixup = mixup(1);
        mixup.blend(new TrainingBatch(new float[] {1, 1, 1, 3, 3, 3}, new int[] {0, 1}, 2), 0.5);
        assertThat(mixup.blend(batch, 0.5).inputs()).containsExactly(3, 4, 5, 10, 20, 30, 3, 4, 5);
    }

    @Test
    void drawsTheShareFromSeedEpochAndStepAlone() {
        double share =
                new Mixup(new MixupSpec(1, 0), 42, PIXEL).mix(batch, 2, 3).share();
        Mixup again = new Mixup(new MixupSpec(1, 0), 42, PIXEL);
        again.mix(batch, 1, 1);
        assertThat(again.mix(batch, 2, 3).share()).isEqualTo(share);
        Set<Double> shares = new HashSet<>();
        shares.add(share);
        shares.add(again.mix(batch, 3, 2).share());
        shares.add(again.mix(batch, 2, 4).share());
        shares.add(new Mixup(new MixupSpec(1, 0), 43, PIXEL).mix(batch, 2, 3).share());
        assertThat(shares).hasSize(4);
    }

    /** Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)), and so has the larger share about 1/2. */
    @ParameterizedTest
    @CsvSource({"1, 0.0833333", "0.5, 0.125", "0.2, 0.178571", "0.01, 0.245098"})
    void sharesVaryAsThoseOfTheBetaDistribution(double alpha, double variance) {
        Mixup mixup = mixup(alpha);
        double squares = 0;
        for (int step = 0; step < 20_000; step++) {
            double share = mixup.mix(batch, 1, step).share();
            assertThat(share).isBetween(0.5, 1.0);
            squares += (share - 0.5) * (share - 0.5);
        }
        assertThat(squares / 20_000).isCloseTo(variance, within(0.002));
    }

    @Test
    void sharesAreUniformWhereAlphaIsOne() {
        Mixup mixup = mixup(1);
        int high = 0;
        for (int step = 0; step < 10_000; step++) {
            high += mixup.mix(batch, 1, step).share() > 0.9 ? 1 : 0;
        }
        assertThat(high).isBetween(1850, 2150); // a fifth lies above 0.9 or below 0.1
    }

    @Test
    void putsTheBoxOfTheOtherImageIntoTheSamePlace() {
        InputSize input = new InputSize(2, 3);
        float[] inputs = new float[3 * 18];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i;
        }
        TrainingBatch whole = new TrainingBatch(inputs, new int[] {4, 5, 1}, 3);

        TrainingBatch mixed = new Mixup(new MixupSpec(0, 1), 42, input).paste(whole, new Mixup.Box(1, 0, 2, 1));

        float[] expected = inputs.clone();
        System.arraycopy(inputs, 36 + 3, expected, 3, 6);
        System.arraycopy(inputs, 3, expected, 36 + 3, 6);
        assertThat(mixed.inputs()).containsExactly(expected);
        assertThat(mixed.labels()).containsExactly(4, 5, 1);
        assertThat(mixed.otherLabels()).containsExactly(1, 5, 4);
        assertThat(mixed.share()).isCloseTo(1 - 2.0 / 6, within(1e-12));
    }

    @Test
    void boxesLieWithinTheImageAndEveryAreaUpToHalfOfItIsAsLikely() {
        InputSize input = new InputSize(144, 192);
        SplitMix64 random = new SplitMix64(1);
        int large = 0;
        boolean right = false;
        for (int i = 0; i < 10_000; i++) {
            Mixup.Box box = Mixup.Box.draw(random, input);
            assertThat(box.left()).isBetween(0, 192 - box.width());
            assertThat(box.top()).isBetween(0, 144 - box.height());
            double area = box.width() * box.height() / (144.0 * 192);
            assertThat(area).isBetween(0.0, 0.5);
            large += area > 0.25 ? 1 : 0;
            right |= box.left() + box.width() == 192 && box.width() < 96;
        }
        assertThat(large).isBetween(4600, 5100); // sides are rounded down
        assertThat(right).isTrue();
    }

    @Test
    void batchesGetBoxesAsOftenAsTheSpecificationSaysAndAreBlendedOtherwise() {
        InputSize input = new InputSize(8, 8);
        TrainingBatch images = new TrainingBatch(new float[2 * 192], new int[] {0, 1}, 2);
        Mixup sometimes = new Mixup(new MixupSpec(0, 0.25), 42, input);
        Mixup both = new Mixup(new MixupSpec(1, 0.25), 42, input);
        int boxes = 0;
        for (int step = 0; step < 4000; step++) {
            TrainingBatch mixed = sometimes.mix(images, 1, step);
            boxes += mixed.inputs() == images.inputs() ? 0 : 1;
            assertThat(both.mix(images, 1, step).inputs()).isNotSameAs(images.inputs());
            assertThat(sometimes.mix(images, 1, step).share()).isEqualTo(mixed.share());
        }
        assertThat(boxes).isBetween(900, 1100);
    }

    private static Mixup mixup(double alpha) {
        return new Mixup(new MixupSpec(alpha, 0), 42, PIXEL);
    }
}
