package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** First outputs for seed 0 of the public-domain reference implementation by Sebastiano Vigna. */
    @Test
    void theSequenceIsThatOfTheReferenceImplementation() {
        SplitMix64 random = new SplitMix64(0);

        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L, 0x06C45D188009454FL);
    }

    @Test
    void valuesStayWithinTheirBoundsAndReachAllOfThem() {
        SplitMix64 random = new SplitMix64(1);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.nextDouble()).isBetween(0.0, Math.nextDown(1.0));
            assertThat(random.nextWithin(0.25)).isBetween(-0.25, 0.25);
            seen.add(random.nextInt(7));
        }
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void combinedKeysDependOnEachKeyAndOnTheirOrder() {
        Set<Long> first = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (long epoch = 0; epoch < 20; epoch++) {
                first.add(SplitMix64.of(seed, epoch, SplitMix64.hash("ISIC_1")).nextLong());
                first.add(SplitMix64.of(seed, epoch, SplitMix64.hash("ISIC_2")).nextLong());
            }
        }
        assertThat(first).hasSize(800);
    }

    @Test
    void aShuffleIsAPermutation() {
        int[] values = IntStream.range(0, 1000).toArray();

        new SplitMix64(5).shuffle(values);

        assertThat(values).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(IntStream.of(values).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }
}
