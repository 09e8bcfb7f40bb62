package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher beside the packaged trainer on a small sample. */
class TuneIT {
    private static final Path PROJECT = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")));
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    Path root;

    private int port;
    private ServiceProcess trainer;
    private ServiceClient client;

    @BeforeEach
    void startTheTrainer() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> settings = Map.of(
                "dermoscope.store.type",
                "filesystem",
                "dermoscope.store.path",
                root.resolve("store").toString(),
                "dermoscope.state-dir",
                root.resolve("data").toString(),
                "dermoscope.sample.images-per-class",
                "10");
        trainer = ServiceProcess.start(
                new ServiceProcess.Start(
                        "trainer-service",
                        PROJECT.resolve("trainer-service/target/quarkus-app/quarkus-run.jar"),
                        List.of("-Xmx1g"),
                        port,
                        new ServiceProcess.Settings(settings, Map.of())),
                root.resolve("trainer.log"));
        client = new ServiceClient(port, new CallerToken(Map.of(), root.resolve("data/operator-token")));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!ready()) {
            trainer.requireAlive();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return client.get("/jobs").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterEach
    void stopTheTrainer() {
        trainer.close();
    }

    private Process tune(Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddermoscope.root=" + root,
                        "-cp",
                        PROJECT.resolve("deploy/target/launcher") + "/*",
                        "org.dermoscope.launch.Launcher",
                        "tune",
                        "--architecture",
                        "sequential-cnn",
                        "--trials",
                        "3",
                        "--epochs",
                        "2",
                        "--port-trainer",
                        "" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    void aSearchThatIsStoppedGoesOnAndEndsWithAJobThatTheTrainerAccepts() throws Exception {
        Path first = root.resolve("first.log");
        Process stopped = tune(first);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(first).contains("Trial 2 in rung 1 of 2, 1 epoch")) {
            assertThat(stopped.isAlive()).as(Files.readString(first)).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(100);
        }
        // The job is announced and then watched.
        Thread.sleep(1000);
        stopped.destroy();
        assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(first))
                .contains("Stopped; the job of trial 2 goes on.", "the same command", "/cancel");

        Path second = root.resolve("second.log");
        Process goesOn = tune(second);
        assertThat(goesOn.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(second);
        assertThat(goesOn.exitValue()).as(text).isZero();
        assertThat(text)
                .startsWith("Going on with the search of 3 recipes of sequential-cnn on the synthetic sample")
                .contains("Trial 2 in rung 1 of 2", "Trial 3 in rung 1 of 2", " in rung 2 of 2, 2 epochs")
                .doesNotContain("Trial 1 in rung 1")
                .containsPattern("\\d % balanced accuracy \\(\\d+\\.\\d to \\d+\\.\\d\\) on the validation part");

        JsonNode jobs = client.get("/jobs").expect(200, "GET /jobs");
        assertThat(jobs).hasSize(4).allSatisfy(job -> {
            assertThat(JobStates.succeeded(job)).isTrue();
            assertThat(job.path("promotion").path("promoted").asBoolean()).isFalse();
        });
        assertThat(root.resolve("store/champion.json")).doesNotExist();

        JsonNode best = Json.strict().readTree(Files.readAllBytes(root.resolve("data/tune/sequential-cnn-best.json")));
        JsonNode posted = client.postJson("/jobs", best).expect(202, "POST /jobs");
        client.postJson("/jobs/" + posted.path("id").asText() + "/cancel", best.path("none"))
                .expect(202, "cancel");
    }
}
