package org.dermoscope.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRunTest {
    private static final int IMAGES = 200;
    private static final double THRESHOLD = 0.3;

    @TempDir
    Path place;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(place.resolve("images"));
    }

    private FolderJob job(String output) {
        Path file = place.resolve(output);
        return new FolderJob(folder, file, ResultFormat.of(file).orElseThrow(), 2);
    }

    private static FolderProgress complete(FolderJob job, FakeNetwork network) throws Exception {
        try (FolderRun run = FolderRun.open(job, false)) {
            return run.complete(network.model(THRESHOLD), progress -> {});
        }
    }

    private static FolderProgress complete(FolderJob job) throws Exception {
        return complete(job, new FakeNetwork(Integer.MAX_VALUE));
    }

    @Test
    void givesEveryFileARowWithWhatTheNetworkSays() throws Exception {
        Pictures.fill(folder, IMAGES);
        FolderProgress done = complete(job("rows.csv"));

        assertThat(done)
                .extracting(FolderProgress::done, FolderProgress::total, FolderProgress::bad)
                .containsExactly((long) IMAGES, (long) IMAGES, 0L);
        List<Map<String, String>> rows = Results.csv(place.resolve("rows.csv"));
        assertThat(rows).hasSize(IMAGES).extracting(row -> row.get("file")).doesNotHaveDuplicates();
        for (Map<String, String> row : rows) {
            String name = row.getOrDefault("file", "");
            int red = Integer.parseInt(name.substring(name.length() - 7, name.length() - 4));
            Prediction expected = FakeNetwork.of(red);
            assertThat(name.startsWith("more")).isEqualTo(red % 3 == 0);
            assertThat(row)
                    .containsEntry("class_code", expected.top().code())
                    .containsEntry("class_name", expected.top().displayName())
                    .containsEntry("confidence", "" + expected.confidence())
                    .containsEntry("melanoma_alert", "" + (expected.probability(LesionClass.MEL) >= THRESHOLD))
                    .containsEntry("abstained", "false")
                    .containsEntry("model", "sequential-cnn-20261123T205204Z-fake01")
                    .containsEntry("error", "");
            for (LesionClass lesion : LesionClass.all()) {
                assertThat(row).containsEntry("probability_" + lesion.code(), "" + expected.probability(lesion));
            }
        }
    }

    @Test
    void listsBadFilesWithTheirReasonAmongTheOthers() throws Exception {
        Pictures.fill(folder, 10);
        Files.write(folder.resolve("empty.jpg"), new byte[0]);
        Files.writeString(folder.resolve("notes, \"mine\".txt"), "no image");
        byte[] whole = Pictures.png(9);
        Files.write(folder.resolve("torn.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.createSymbolicLink(folder.resolve("gone.png"), folder.resolve("nowhere.png"));

        FolderProgress done = complete(job("rows.csv"));

        assertThat(done.bad()).isEqualTo(4);
        List<Map<String, String>> rows = Results.csv(place.resolve("rows.csv"));
        assertThat(rows).hasSize(14);
        assertBad(rows, "empty.jpg", "empty_image", "0 bytes");
        assertBad(rows, "notes, \"mine\".txt", "unsupported_image_type", "0x6e6f2069");
        assertBad(rows, "torn.png", "unreadable_image", "PNG");
        assertBad(rows, "gone.png", "unreadable_file", "NoSuchFile");
    }

    private static void assertBad(List<Map<String, String>> rows, String file, String code, String error) {
        Map<String, String> row = rows.stream()
                .filter(candidate -> file.equals(candidate.get("file")))
                .findFirst()
                .orElseThrow();
        assertThat(row)
                .containsEntry("code", code)
                .containsEntry("class_code", "")
                .containsEntry("probability_nv", "");
        assertThat(row.get("error")).contains(error);
    }

    @Test
    void goesOnAfterABreakWithoutClassifyingTwiceAndWithTheSameRows() throws Exception {
        Pictures.fill(folder, IMAGES);
        complete(job("whole.csv"));
        FolderJob job = job("broken.csv");
        assertThatThrownBy(() -> complete(job, new FakeNetwork(100))).isInstanceOf(IllegalStateException.class);
        assertThat(job.output()).doesNotExist();
        long finished = Files.readAllLines(job.journal()).size() - 1L;
        Files.writeString(job.journal(), "{\"file\":\"half a ro", StandardOpenOption.APPEND);

        FakeNetwork network = new FakeNetwork(Integer.MAX_VALUE);
        FolderProgress done = complete(job, network);

        assertThat(finished).isBetween(1L, 100L);
        assertThat(network.images()).isEqualTo(IMAGES - (int) finished);
        assertThat(done.done()).isEqualTo(IMAGES);
        assertThat(job.output()).hasSameTextualContentAs(place.resolve("whole.csv"));
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("images", "whole.csv", "broken.csv");
        }
    }

    @Test
    void writesTheResultsAgainWhenItWasKilledBeforeItRemovedTheJournal() throws Exception {
        Pictures.fill(folder, 20);
        FolderJob job = job("rows.csv");
        assertThatThrownBy(() -> complete(job, new FakeNetwork(0))).isInstanceOf(IllegalStateException.class);
        Path list = place.resolve("list");
        Path journal = place.resolve("journal");
        List<String> before = new ArrayList<>();
        try (FolderRun run = FolderRun.open(job, false)) {
            run.complete(new FakeNetwork(Integer.MAX_VALUE).model(THRESHOLD), progress -> {
                if (progress.done() == progress.total()) {
                    before.add("all");
                    copy(job.list(), list);
                    copy(job.journal(), journal);
                }
            });
        }
        assertThat(before).hasSize(1);
        byte[] results = Files.readAllBytes(job.output());
        Files.move(list, job.list());
        Files.move(journal, job.journal());
        Files.writeString(job.output(), "torn");

        FakeNetwork network = new FakeNetwork(Integer.MAX_VALUE);
        complete(job, network);

        assertThat(network.images()).isZero();
        assertThat(job.output()).hasBinaryContent(results);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesTheSameRowsAsParquet() throws Exception {
        Pictures.fill(folder, 50);
        Files.write(folder.resolve("empty.jpg"), new byte[0]);
        complete(job("rows.csv"));
        complete(job("rows.parquet"));
        assertThat(Results.parquet(place.resolve("rows.parquet")))
                .isEqualTo(Results.csv(place.resolve("rows.csv")))
                .hasSize(51);
    }

    @Test
    void anEmptyFolderGivesResultsWithoutRows() throws Exception {
        assertThat(complete(job("rows.csv")).total()).isZero();
        assertThat(Results.csv(place.resolve("rows.csv"))).isEmpty();
    }

    @Test
    void refusesResultsThatAreThereAnotherFoldersJournalAndASecondProcess() throws Exception {
        FolderJob job = job("rows.csv");
        Files.writeString(job.output(), "precious");
        assertThatThrownBy(() -> complete(job)).hasMessageContaining("--overwrite");
        assertThat(job.output()).hasContent("precious");

        FolderJob other = job("other.csv");
        Pictures.fill(folder, 20);
        assertThatThrownBy(() -> complete(other, new FakeNetwork(0))).isInstanceOf(IllegalStateException.class);
        FolderJob elsewhere = new FolderJob(place, other.output(), ResultFormat.CSV, 1);
        assertThatThrownBy(() -> complete(elsewhere)).hasMessageContaining("holds rows of the folder " + folder);

        try (FolderRun first = FolderRun.open(other, false)) {
            assertThat(first.begunModel()).isEqualTo("sequential-cnn-20261123T205204Z-fake01");
            assertThatThrownBy(() -> complete(other)).hasMessageContaining("Another process");
        }
    }
}
