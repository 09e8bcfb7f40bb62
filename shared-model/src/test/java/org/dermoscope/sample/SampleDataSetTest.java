package org.dermoscope.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataSetTest {
    private static final SampleSpec SPEC = new SampleSpec(5, 1, new SyntheticLesions(32, 24));

    @TempDir
    Path temporary;

    @Test
    void theFolderLooksLikeHam10000() throws Exception {
        Path folder = temporary.resolve("sample");
        assertThat(SampleDataSet.isIn(folder)).isFalse();
        assertThat(SampleDataSet.write(folder, SPEC)).isTrue();
        assertThat(SampleDataSet.isIn(folder)).isTrue();
        List<String> lines = Files.readAllLines(folder.resolve("HAM10000_metadata.csv"));
        assertThat(lines.get(0)).isEqualTo("lesion_id,image_id,dx,dx_type,age,sex,localization");
        assertThat(lines).hasSize(1 + SPEC.images());
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(fields).hasSize(7);
            RgbImage image = decoder.decode(Files.readAllBytes(folder.resolve("images/" + fields[1] + ".jpg")));
            assertThat(image.width() + "x" + image.height()).isEqualTo("32x24");
        }
    }

    @Test
    void theMarkerSaysThatTheSampleIsSynthetic() throws IOException {
        Path folder = temporary.resolve("sample");
        SampleDataSet.write(folder, SPEC);
        assertThat(folder.resolve("dermoscope-sample.json"))
                .content()
                .contains("synthetic sample")
                .contains("\"images_per_class\" : 5")
                .contains("\"sha256\"");
    }

    @Test
    void someLesionsHaveSeveralImagesOfOneClass() throws IOException {
        Path folder = temporary.resolve("sample");
        SampleDataSet.write(folder, SPEC);
        Map<String, List<String>> classesByLesion = Files.readAllLines(folder.resolve("HAM10000_metadata.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.groupingBy(f -> f[0], Collectors.mapping(f -> f[2], Collectors.toList())));
        assertThat(classesByLesion.values()).anyMatch(c -> c.size() == 2).anyMatch(c -> c.size() == 1);
        assertThat(classesByLesion.values()).allMatch(c -> Set.copyOf(c).size() == 1);
    }

    @Test
    void classesAreMildlyUnbalancedAndAllThere() {
        Map<LesionClass, Long> counts = SampleImage.of(SampleSpec.DEFAULT).stream()
                .collect(Collectors.groupingBy(SampleImage::lesionClass, Collectors.counting()));
        assertThat(counts)
                .containsEntry(LesionClass.NV, 60L)
                .containsEntry(LesionClass.DF, 37L)
                .hasSize(7);
        assertThat(counts.values()).allMatch(c -> c >= 37 && c <= 60);
        assertThat(SampleSpec.DEFAULT.images()).isEqualTo(323);
    }

    @Test
    void writingAgainDoesNothing() throws IOException {
        Path folder = temporary.resolve("sample");
        SampleDataSet.write(folder, SPEC);
        Map<Path, Object> before = modificationTimes(folder);
        assertThat(SampleDataSet.write(folder, SPEC)).isFalse();
        assertThat(modificationTimes(folder)).isEqualTo(before);
    }

    @Test
    void twoFoldersFromOneSeedAreEqualByteForByte() throws IOException {
        SampleDataSet.write(temporary.resolve("a"), SPEC);
        SampleDataSet.write(temporary.resolve("b"), SPEC);
        for (Path file : files(temporary.resolve("a"))) {
            Path other = temporary.resolve("b").resolve(temporary.resolve("a").relativize(file));
            assertThat(other).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void anotherSeedOrADamagedOrUnfinishedSampleIsReplaced() throws IOException {
        Path folder = temporary.resolve("sample");
        SampleDataSet.write(folder, new SampleSpec(5, 2, SPEC.pictures()));
        assertThat(SampleDataSet.write(folder, SPEC)).as("other seed").isTrue();
        Path image = folder.resolve("images/SYNTHETIC_00001.jpg");
        byte[] whole = Files.readAllBytes(image);
        Files.delete(image);
        assertThat(SampleDataSet.write(folder, SPEC)).as("missing image").isTrue();
        assertThat(image).hasBinaryContent(whole);
        Files.write(image, new byte[] {1});
        assertThat(SampleDataSet.write(folder, SPEC)).as("damaged image").isTrue();
        Files.writeString(folder.resolve(SampleDataSet.MARKER_FILE), "{}");
        assertThat(SampleDataSet.write(folder, SPEC)).as("other version").isTrue();
        assertThat(SampleDataSet.write(folder, SPEC)).isFalse();
        assertThat(temporary.toFile().list()).containsExactlyInAnyOrder("sample", ".sample.lock");
    }

    @Test
    void whatAnInterruptedRunLeftIsCleanedUp() throws IOException {
        Files.createDirectories(temporary.resolve(".sample.part/images"));
        Files.writeString(temporary.resolve(".sample.part/images/half.jpg"), "half");
        Files.createDirectories(temporary.resolve(".sample.old/images"));
        assertThat(SampleDataSet.write(temporary.resolve("sample"), SPEC)).isTrue();
        assertThat(temporary.toFile().list()).containsExactlyInAnyOrder("sample", ".sample.lock");
        assertThat(temporary.resolve("sample/images/half.jpg")).doesNotExist();
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("mine"));
        Files.writeString(folder.resolve("thesis.txt"), "three years of work");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SampleDataSet.write(folder, SPEC))
                .withMessageContaining(folder.toString())
                .withMessageContaining("holds files but no dermoscope-sample.json");
        assertThat(folder.resolve("thesis.txt")).hasContent("three years of work");
    }

    @Test
    void anEmptyFolderIsFilled() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("empty"));
        assertThat(SampleDataSet.write(folder, SPEC)).isTrue();
        assertThat(SampleDataSet.isIn(folder)).isTrue();
    }

    @Test
    void threadsThatWriteTheSameFolderWriteItOnce() throws Exception {
        Path folder = temporary.resolve("sample");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> runs = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> SampleDataSet.write(folder, SPEC)))
                    .toList();
            int written = 0;
            for (Future<Boolean> run : runs) {
                written += run.get() ? 1 : 0;
            }
            assertThat(written).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theHeldOutLesionIsInNoDataSetOfTheSeed() throws Exception {
        Set<Long> used = SampleImage.of(SampleSpec.DEFAULT).stream()
                .map(i -> SampleSpec.DEFAULT.lesionSeed(i.lesionClass(), i.lesion()))
                .collect(Collectors.toSet());
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        for (LesionClass lesionClass : LesionClass.all()) {
            assertThat(used).doesNotContain(SampleSpec.DEFAULT.lesionSeed(lesionClass, -1));
            RgbImage image = decoder.decode(SampleDataSet.heldOutJpeg(lesionClass, SampleSpec.DEFAULT));
            assertThat(image.width() + "x" + image.height()).isEqualTo("200x150");
        }
    }

    @Test
    void theNumberOfImagesHasARange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleSpec(3, 1, SyntheticLesions.DEFAULT))
                .withMessage("Images per class 3 is outside 4..10000");
    }

    private static Map<Path, Object> modificationTimes(Path folder) throws IOException {
        return files(folder).stream()
                .collect(Collectors.toMap(f -> f, f -> f.toFile().lastModified()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
