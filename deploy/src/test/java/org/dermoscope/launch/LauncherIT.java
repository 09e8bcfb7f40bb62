package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services, started as {@code ./run} starts them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
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
    @Order(4)
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
