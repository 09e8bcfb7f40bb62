package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LesionGroupSplitterTest {
    private static final SplitConfig BY_LESION = new SplitConfig(SplitConfig.By.LESION, 0.70, 0.15, 0.15);
    private static final SplitConfig BY_IMAGE = new SplitConfig(SplitConfig.By.IMAGE, 0.70, 0.15, 0.15);

    /** Lesions a class in HAM10000, a tenth of them, and one to six images a lesion. */
    private static final Map<LesionClass, Integer> LESIONS = Map.of(
            LesionClass.AKIEC, 23,
            LesionClass.BCC, 33,
            LesionClass.BKL, 73,
            LesionClass.DF, 7,
            LesionClass.MEL, 61,
            LesionClass.NV, 540,
            LesionClass.VASC, 10);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
    void noLesionIsInTwoParts(long seed) {
        DataSplit split = LesionGroupSplitter.split(lesions(seed), BY_LESION, seed);

        Map<String, Set<Part>> parts = Stream.of(Part.values())
                .flatMap(p -> split.records(p).stream().map(r -> Map.entry(r.lesionId(), p)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
        assertThat(parts.values()).allSatisfy(p -> assertThat(p).hasSize(1));
        assertThat(split.leaky()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
    void everyImageIsInExactlyOnePart(long seed) {
        List<LesionRecord> all = lesions(seed);

        DataSplit split = LesionGroupSplitter.split(all, BY_LESION, seed);

        List<LesionRecord> parts = new ArrayList<>(split.training());
        parts.addAll(split.validation());
        parts.addAll(split.test());
        assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
    void partSizesAndClassSharesAreWithinTwoPoints(long seed) {
        List<LesionRecord> all = lesions(seed);

        DataSplit split = LesionGroupSplitter.split(all, BY_LESION, seed);

        for (Part part : Part.values()) {
            List<LesionRecord> records = split.records(part);
            assertThat((double) records.size() / all.size()).isCloseTo(part.share(BY_LESION), within(0.02));
            for (LesionClass label : LesionClass.all()) {
                assertThat(share(records, label)).isCloseTo(share(all, label), within(0.02));
                assertThat(share(records, label)).as("%s in %s", label, part).isPositive();
            }
        }
    }

    private static double share(List<LesionRecord> records, LesionClass label) {
        return records.stream().filter(r -> r.label() == label).count() / (double) records.size();
    }

    @Test
    void theSameSeedGivesTheSameSplitWhateverTheOrderOfTheFile() {
        List<LesionRecord> all = lesions(1);
        List<LesionRecord> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(2));

        DataSplit split = LesionGroupSplitter.split(all, BY_LESION, 42);

        assertThat(LesionGroupSplitter.split(shuffled, BY_LESION, 42)).isEqualTo(split);
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        List<LesionRecord> all = lesions(1);
        Set<String> hashes = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            hashes.add(LesionGroupSplitter.split(all, BY_LESION, seed).hash());
        }
        assertThat(hashes).hasSize(10);
    }

    @Test
    void lesionsWithManyImagesAreSpreadOverAllParts() {
        DataSplit split = LesionGroupSplitter.split(lesions(1), BY_LESION, 42);

        for (Part part : Part.values()) {
            Map<String, Long> sizes = split.records(part).stream()
                    .collect(Collectors.groupingBy(LesionRecord::lesionId, Collectors.counting()));
            double several = sizes.values().stream().filter(n -> n > 1).count() / (double) sizes.size();
            assertThat(several)
                    .as("share of lesions with several images in %s", part)
                    .isBetween(0.15, 0.35);
        }
    }

    @Test
    void aClassOfThreeLesionsIsInEveryPart() {
        List<LesionRecord> records = new ArrayList<>();
        addLesions(records, LesionClass.DF, List.of(1, 1, 1));
        addLesions(records, LesionClass.MEL, List.of(6, 1, 1));

        DataSplit split = LesionGroupSplitter.split(records, BY_LESION, 42);

        assertThat(split.counts().values()).allSatisfy(c -> {
            assertThat(c.get("df")).isEqualTo(1);
            assertThat(c.get("mel")).isPositive();
            assertThat(c.get("nv")).isZero();
        });
    }

    @Test
    void aSplitByImageIsMarkedLeakyAndDoesLeak() {
        DataSplit split = LesionGroupSplitter.split(lesions(1), BY_IMAGE, 42);

        Function<List<LesionRecord>, Set<String>> lesions =
                part -> part.stream().map(LesionRecord::lesionId).collect(Collectors.toSet());
        assertThat(split.leaky()).isTrue();
        assertThat(lesions.apply(split.training())).containsAnyElementsOf(lesions.apply(split.test()));
    }

    @Test
    void tooFewLesionsAreRefused() {
        List<LesionRecord> records = new ArrayList<>();
        addLesions(records, LesionClass.DF, List.of(5, 5));

        assertThatThrownBy(() -> LesionGroupSplitter.split(records, BY_LESION, 42))
                .isInstanceOf(InvalidDataSetException.class)
                .hasMessageContaining("test part would be empty");
    }

    @Test
    void theSplitOfAKnownSetNeverChanges() {
        assertThat(LesionGroupSplitter.split(lesions(1), BY_LESION, 42).hash())
                .isEqualTo("a8274fba545125465198a2fcf8eb388dc655db8e6f6ab7da23f136df119f98ba");
    }

    private static List<LesionRecord> lesions(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        List<LesionRecord> records = new ArrayList<>();
        for (LesionClass label : LesionClass.all()) {
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < LESIONS.getOrDefault(label, 0); i++) {
                sizes.add(random.nextDouble() < 0.74 ? 1 : 2 + random.nextInt(5));
            }
            addLesions(records, label, sizes);
        }
        return records;
    }

    private static void addLesions(List<LesionRecord> records, LesionClass label, List<Integer> sizes) {
        for (int lesion = 0; lesion < sizes.size(); lesion++) {
            for (int i = 0; i < sizes.get(lesion); i++) {
                String id = label.code() + lesion;
                records.add(new LesionRecord(id + "_" + i, id, label, Path.of(id + "_" + i + ".jpg")));
            }
        }
    }
}
