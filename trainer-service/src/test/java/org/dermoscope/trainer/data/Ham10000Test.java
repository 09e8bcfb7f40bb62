package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dermoscope.architecture.AugmentationSpec;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.NormalizationStats;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.imaging.Preprocessor;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real data set, at 200x150, where it lies beside the project. */
class Ham10000Test {
    private static final SplitConfig SPLIT = new SplitConfig(SplitConfig.By.LESION, 0.70, 0.15, 0.15);
    private static final InputSize INPUT = new InputSize(90, 120);
    private static final Path FOLDER = Path.of(System.getProperty("dermoscope.project-root", "."))
            .resolve("../shared/ham10000")
            .toAbsolutePath()
            .normalize();

    private static LesionCatalog catalog;

    @BeforeAll
    static void readCatalog() {
        assumeTrue(Files.isDirectory(FOLDER), "Skipped: no HAM10000 at " + FOLDER);
        catalog = LesionCatalog.read(FOLDER, 0.01);
    }

    @Test
    void allImagesAreLocatedAndTheTwoMissingOnesReported() {
        assertThat(catalog.records()).hasSize(10_013);
        assertThat(catalog.missing()).containsExactly("ISIC_0029861", "ISIC_0029938");
        assertThat(catalog.licence()).startsWith("CC BY-NC 4.0");
        assertThat(catalog.synthetic()).isFalse();
        assertThat(catalog.records().stream()
                        .collect(Collectors.groupingBy(r -> r.label().code(), Collectors.counting())))
                .isEqualTo(Map.of(
                        "akiec", 327L, "bcc", 514L, "bkl", 1099L, "df", 115L, "mel", 1113L, "nv", 6703L, "vasc", 142L));
    }

    @Test
    void withoutAllowanceTheTwoMissingImagesAreAnError() {
        InvalidDataSetException e =
                catchThrowableOfType(InvalidDataSetException.class, () -> LesionCatalog.read(FOLDER, 0.0001));

        assertThat(e).hasMessageContainingAll("2 of 10015 rows", "ISIC_0029861");
    }

    @Test
    void theSplitHasTheSharesOfEachClassAndNoLesionTwice() {
        DataSplit split = LesionGroupSplitter.split(catalog.records(), SPLIT, 42);

        for (Part part : Part.values()) {
            List<LesionRecord> records = split.records(part);
            assertThat(records.size() / 10_013.0).isCloseTo(part.share(SPLIT), within(0.001));
            for (LesionClass label : LesionClass.all()) {
                assertThat(share(records, label)).isCloseTo(share(catalog.records(), label), within(0.001));
            }
        }
        assertThat(lesions(split, Part.TRAINING) + lesions(split, Part.VALIDATION) + lesions(split, Part.TEST))
                .isEqualTo(catalog.records().stream()
                        .map(LesionRecord::lesionId)
                        .distinct()
                        .count());
    }

    private static double share(List<LesionRecord> records, LesionClass label) {
        return records.stream().filter(r -> r.label() == label).count() / (double) records.size();
    }

    private static long lesions(DataSplit split, Part part) {
        return split.records(part).stream()
                .map(LesionRecord::lesionId)
                .distinct()
                .count();
    }

    @Test
    void thePooledStatisticsOfTheTrainingPartAreNearThoseOfTheWholeSet() throws InterruptedException {
        DataSplit split = LesionGroupSplitter.split(catalog.records(), SPLIT, 42);
        long start = System.nanoTime();
        ImageCache cache = loader().load(split.training(), INPUT, (done, total) -> {});
        double decode = (System.nanoTime() - start) / 1e6 / split.training().size();

        NormalizationStats stats =
                NormalizationEstimator.estimate(new LesionDataset(split.training(), cache), NormalizationMode.POOLED);

        System.out.printf("Read, decoded and resized in %.3f ms an image on 2 threads%n", decode);
        assertThat(stats.mean().get(0)).isCloseTo(159.8, within(0.5));
        assertThat(stats.std().get(0)).isCloseTo(46.5, within(0.6));
    }

    @Test
    void augmentingABatchOfRealImagesIsReproducibleAndCheap() throws InterruptedException {
        LesionDataset dataset = new LesionDataset(
                catalog.records().subList(0, 64),
                loader().load(catalog.records().subList(0, 64), INPUT, (d, t) -> {}));
        Preprocessor preprocessor =
                new Preprocessor(PreprocessingSpec.of(90, 120, NormalizationStats.pooled(159.8, 46.5)));
        Augmenter augmenter = new Augmenter(AugmentationSpec.STANDARD, preprocessor);
        float[] target = new float[augmenter.inputLength()];
        float[] again = new float[augmenter.inputLength()];
        double milliseconds = 0;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < dataset.size(); i++) {
                augmenter.write(dataset.image(i), SplitMix64.of(42, round, i), target, 0);
            }
            milliseconds = (System.nanoTime() - start) / 1e6 / dataset.size();
        }
        RgbImage last = dataset.image(dataset.size() - 1);

        augmenter.write(last, SplitMix64.of(42, 19, dataset.size() - 1), again, 0);

        System.out.printf("Augmented in %.3f ms an image on 1 thread%n", milliseconds);
        assertThat(again).containsExactly(target);
        assertThat(milliseconds).isLessThan(10);
    }

    private static ImageCacheLoader loader() {
        return new ImageCacheLoader(new ImageDecoder(ImageLimits.DEFAULT), 2);
    }
}
