package org.dermoscope.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.sample.SyntheticLesions;
import org.dermoscope.trainer.data.InvalidDataSetException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LesionCatalogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.jpg",
                "images/a.JPG",
                "HAM10000_images_part_1/a.jpeg",
                "images/HAM10000_images_part_2/a.png",
                "x/y/z/a.tiff"
            })
    void imagesAreFoundBesideTheMetadataAndInFoldersBelow(String path) throws IOException {
        new DataFolder(folder).row("L1", "a", "mel").file(path, "1").write("HAM10000_metadata.csv");

        LesionCatalog catalog = LesionCatalog.read(folder, 0);

        assertThat(catalog.records())
                .singleElement()
                .extracting(LesionRecord::file)
                .isEqualTo(folder.toRealPath().resolve(path));
        assertThat(catalog.missing()).isEmpty();
    }

    @Test
    void filesThatAreNoImagesOrTooDeepOrHiddenAreNotFound() throws IOException {
        new DataFolder(folder)
                .row("L1", "a", "mel")
                .file("a.txt", "1")
                .file("a", "1")
                .file(".a.jpg", "1")
                .file("w/x/y/z/a.jpg", "1")
                .write("metadata.csv");

        assertThat(failure(1).problem()).isEqualTo(Problem.MISSING_IMAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HAM10000_metadata", "HAM10000_metadata.tab", "metadata.csv", "HAM10000_metadata.csv"})
    void theMetadataFileIsFoundByName(String name) throws IOException {
        new DataFolder(folder).row("L1", "a", "mel").file("a.jpg", "1").write(name);

        assertThat(LesionCatalog.read(folder, 0).records()).hasSize(1);
    }

    @Test
    void aFolderWithoutMetadataIsRefusedWithTheNamesThatWereLookedFor() throws IOException {
        new DataFolder(folder).file("a.jpg", "1").write("data.csv");

        InvalidDataSetException e = failure(0);

        assertThat(e.problem()).isEqualTo(Problem.METADATA_NOT_FOUND);
        assertThat(e).hasMessageContainingAll("HAM10000_metadata.csv", "metadata.csv", folder.toString());
    }

    @Test
    void missingImagesAreCountedUpToTheAllowedShare() throws IOException {
        fourRowsOfWhichOneIsMissing();

        LesionCatalog catalog = LesionCatalog.read(folder, 0.25);

        assertThat(catalog.missing()).containsExactly("c");
        assertThat(catalog.records()).extracting(LesionRecord::imageId).containsExactly("a", "b", "d");
    }

    @Test
    void aboveTheAllowedShareTheDataSetIsRefusedWithTheCounts() throws IOException {
        fourRowsOfWhichOneIsMissing();

        InvalidDataSetException e = failure(0.24);

        assertThat(e.problem()).isEqualTo(Problem.MISSING_IMAGES);
        assertThat(e).hasMessageContainingAll("1 of 4 rows (25.00 %)", "allowed: 24.00 %", "[c]");
    }

    private void fourRowsOfWhichOneIsMissing() throws IOException {
        new DataFolder(folder)
                .row("L4", "d", "nv")
                .row("L3", "c", "nv")
                .row("L1", "a", "mel")
                .row("L1", "b", "mel")
                .file("a.jpg", "1")
                .file("b.jpg", "2")
                .file("d.jpg", "3")
                .write("metadata.csv");
    }

    @Test
    void twoDifferentFilesOfOneIdAreRefused() throws IOException {
        new DataFolder(folder)
                .row("L1", "a", "mel")
                .file("part_1/a.jpg", "1")
                .file("part_2/a.png", "2")
                .write("metadata.csv");

        InvalidDataSetException e = failure(1);

        assertThat(e.problem()).isEqualTo(Problem.DUPLICATE_IMAGE);
        assertThat(e).hasMessageContainingAll("'a'", "a.jpg", "a.png");
    }

    @Test
    void aCopyOfAnImageInASecondFolderIsPassedOver() throws IOException {
        new DataFolder(folder)
                .row("L1", "a", "mel")
                .file("part_2/a.jpg", "1")
                .file("part_1/a.jpg", "1")
                .write("metadata.csv");

        assertThat(LesionCatalog.read(folder, 0).records())
                .singleElement()
                .extracting(LesionRecord::file)
                .isEqualTo(folder.toRealPath().resolve("part_1/a.jpg"));
    }

    @Test
    void symbolicLinksAreNotFollowedAndTheErrorSaysSo(@TempDir Path outside) throws IOException {
        new DataFolder(outside).file("images/a.jpg", "1");
        new DataFolder(folder).row("L1", "a", "mel").write("metadata.csv");
        link(folder.resolve("images"), outside.resolve("images"));
        link(folder.resolve("a.jpg"), outside.resolve("images/a.jpg"));

        assertThat(failure(0)).hasMessageContaining("2 symbolic links were not followed");
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this file system makes no symbolic links: " + e);
        }
    }

    @Test
    void theHashFollowsIdsAndLabelsAndNotTheOrderOfRows(@TempDir Path other) throws IOException {
        new DataFolder(folder)
                .row("L1", "a", "mel")
                .row("L2", "b", "nv")
                .file("a.jpg", "1")
                .file("b.jpg", "2")
                .write("metadata.csv");
        new DataFolder(other)
                .row("L2", "b", "nv")
                .row("L1", "a", "mel")
                .file("x/b.png", "3")
                .file("x/a.png", "4")
                .write("metadata.csv");
        String hash = LesionCatalog.read(folder, 0).hash();

        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(LesionCatalog.read(other, 0).hash());
        new DataFolder(other).row("L2", "b", "bkl").row("L1", "a", "mel").write("metadata.csv");
        assertThat(LesionCatalog.read(other, 0).hash()).isNotEqualTo(hash);
    }

    @Test
    void theLicenceIsStatedForHam10000IdsOnly(@TempDir Path other) throws IOException {
        new DataFolder(folder)
                .row("HAM_0000118", "ISIC_0027419", "mel")
                .file("ISIC_0027419.jpg", "1")
                .write("metadata.csv");
        new DataFolder(other).row("L1", "a", "mel").file("a.jpg", "1").write("metadata.csv");

        assertThat(LesionCatalog.read(folder, 0).licence()).startsWith("CC BY-NC 4.0");
        LesionCatalog unknown = LesionCatalog.read(other, 0);
        assertThat(unknown.licence()).isEqualTo(DataLicence.UNKNOWN);
        assertThat(unknown.synthetic()).isFalse();
        assertThat(unknown.name()).isEqualTo(other.getFileName().toString());
    }

    @Test
    void theGeneratedSampleIsRecognisedAndDividesWithEveryClassInEveryPart() throws IOException {
        Path sample = folder.resolve("sample");
        SampleDataSet.write(sample, new SampleSpec(10, 1, SyntheticLesions.DEFAULT));

        LesionCatalog catalog = LesionCatalog.read(sample, 0);

        assertThat(catalog.synthetic()).isTrue();
        assertThat(catalog.name()).isEqualTo("synthetic sample");
        assertThat(catalog.licence()).isEqualTo(DataLicence.SAMPLE);
        SplitConfig config = new SplitConfig(SplitConfig.By.LESION, 0.70, 0.15, 0.15);
        assertThat(LesionGroupSplitter.split(catalog.records(), config, 42)
                        .counts()
                        .values())
                .allSatisfy(counts -> assertThat(counts.values()).doesNotContain(0));
    }

    private InvalidDataSetException failure(double maxMissingShare) {
        return catchThrowableOfType(InvalidDataSetException.class, () -> LesionCatalog.read(folder, maxMissingShare));
    }
}
