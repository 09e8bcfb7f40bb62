package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services, started as {@code ./run} starts them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
    private static final int IMAGES = 600;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @TempDir
    static Path folder;

    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path output, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--store", folder.resolve("store").toString()));
        arguments.addAll(List.of(options));
        return command(output, arguments.toArray(String[]::new));
    }

    private static Process command(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddermoscope.root=" + ROOT,
                "-cp",
                ROOT.resolve("deploy/target/launcher") + "/*",
                "org.dermoscope.launch.Launcher"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    @Order(1)
    void onceTrainsOnTheSamplePromotesAndAnswersOverHttp() throws Exception {
        Path output = folder.resolve("once.log");
        Process process = launch(
                output,
                "--once",
                "--epochs",
                "1",
                "--port-trainer",
                "" + freePort(),
                "--port-inference",
                "" + freePort());

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text)
                .contains("Checkpoint sequential-cnn-", "Promoted: ", "\"class_code\"", "\"synthetic\" : true")
                .contains("\"data\" : \"synthetic sample\"", "epoch  1/1");
    }

    @Test
    @Order(2)
    void aStoreWithAChampionServesAtOnceTrainsOnRequestAndASignalEndsBothServices() throws Exception {
        int trainer = freePort();
        int inference = freePort();
        Path output = folder.resolve("serve.log");
        Process process = launch(output, "--port-trainer", "" + trainer, "--port-inference", "" + inference);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(output).contains("Serving until Ctrl-C")) {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(200);
        }
        CameraAgentTrial.assertItNamesWhatTheServiceAnswers(folder, inference);
        assertATrainingIsFollowedToItsEnd(trainer);
        List<ProcessHandle> services = process.descendants().toList();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).doesNotContain("Training ").contains("/promote");
        assertThat(services).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    private static void assertATrainingIsFollowedToItsEnd(int trainerPort) throws Exception {
        Path output = folder.resolve("train.log");
        Process process = command(output, "train", "--epochs", "1", "--follow", "--port-trainer", "" + trainerPort);

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).contains("/jobs/", "balanced accuracy", " 1/1 ", "Checkpoint sequential-cnn-", "romoted");
    }

    @Test
    @Order(3)
    void pruningKeepsTheNewestAndTheChampion() throws Exception {
        Path output = folder.resolve("prune.log");
        String store = folder.resolve("store").toString();
        Process process = command(output, "prune", "--keep", "1", "--store", store);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text.lines().filter(line -> line.startsWith("  kept "))).hasSize(2);
        assertThat(text).contains("champion", "newest", "Removed 0 checkpoints, 0 B.");
    }

    @Test
    @Order(3)
    void anAuditFindsNothingWrongAndThenWhatIsDoneToTheStore() throws Exception {
        Path store = folder.resolve("store");
        Path snapshot = folder.resolve("snapshot.json");
        Path output = folder.resolve("audit.log");
        Process sound = command(output, "audit", "--store", store.toString(), "--snapshot", snapshot.toString());
        assertThat(sound.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sound.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("2 checkpoints complete", "nothing is wrong");

        Path pointer = store.resolve("champion.json");
        byte[] good = Files.readAllBytes(pointer);
        Files.writeString(pointer, "nonsense");
        Process damaged = command(output, "audit", "--store", store.toString(), "--against", snapshot.toString());
        assertThat(damaged.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(damaged.exitValue()).as(Files.readString(output)).isEqualTo(3);
        assertThat(Files.readString(output)).contains("WRONG  pointer  champion.json: ");
        Files.write(pointer, good);
    }

    @Test
    @Order(4)
    void aFolderIsClassifiedWithoutLosingOrDoublingARowWhenTheProcessIsKilled() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        Path image =
                Files.write(images.resolve("0.jpg"), SampleDataSet.heldOutJpeg(LesionClass.MEL, SampleSpec.DEFAULT));
        for (int i = 1; i < IMAGES; i++) {
            Files.createLink(images.resolve(i + ".jpg"), image);
        }
        Files.writeString(images.resolve("notes.txt"), "no image");
        Path rows = folder.resolve("rows.csv");
        Path journal = folder.resolve(".rows.csv.journal");
        Process killed = classify(images, rows, folder.resolve("killed.log"));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(journal) || Files.readAllLines(journal).size() < IMAGES / 10) {
            assertThat(killed.isAlive()).as("alive").isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        killed.destroyForcibly().waitFor();
        assertThat(rows).doesNotExist();

        assertThat(classified(images, rows)).contains("Going on after ", (IMAGES + 1) + " files, 1 of them bad");

        List<String> files = Files.readAllLines(rows).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
        assertThat(files).hasSize(IMAGES + 1).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(rows))
                .filteredOn(row -> row.contains("unsupported_image_type"))
                .hasSize(1);
        assertThat(journal).doesNotExist();
    }

    /** Hadoop is not on the launcher's class path. */
    @Test
    @Order(5)
    void aFolderIsClassifiedIntoParquet() throws Exception {
        Path images = Files.createDirectory(folder.resolve("few"));
        Files.writeString(images.resolve("notes.txt"), "no image");
        Path rows = folder.resolve("rows.parquet");
        assertThat(classified(images, rows)).contains("1 files, 1 of them bad");
        byte[] content = Files.readAllBytes(rows);
        assertThat(new String(content, content.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
    }

    private static Process classify(Path images, Path rows, Path output) throws IOException {
        String store = folder.resolve("store").toString();
        return command(output, "classify", images.toString(), "--out", rows.toString(), "--store", store);
    }

    /** What was printed by a run that met a bad file. */
    private static String classified(Path images, Path rows) throws Exception {
        Path output = folder.resolve("classified.log");
        Process process = classify(images, rows, output);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(3);
        return Files.readString(output);
    }

    @Test
    @Order(6)
    void anEmptyStoreServesAReferenceModelWithoutTraining() throws Exception {
        Path output = folder.resolve("reference.log");
        Process process = command(
                output,
                "--once",
                "--store",
                folder.resolve("empty").toString(),
                "--port-trainer",
                "" + freePort(),
                "--port-inference",
                "" + freePort());

        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text)
                .doesNotContain("Training ")
                .contains("\"synthetic\" : false", "\"data\" : \"ham10000\"", "drawn picture");
    }

    @Test
    @Order(7)
    void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path output = folder.resolve("taken.log");
            Process process = launch(output, "--once", "--port-trainer", "" + taken.getLocalPort());

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(output))
                    .contains("Port " + taken.getLocalPort() + ", wanted for trainer-service, is in use");
        }
    }
}
