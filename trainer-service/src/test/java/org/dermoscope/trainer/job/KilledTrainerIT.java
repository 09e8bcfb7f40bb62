package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real training process, again and again, and compares what it ends with. */
class KilledTrainerIT {
    private static final int KILLS = 5;

    @TempDir
    Path folder;

    @Test
    void endsWithTheBytesOfATrainingThatNobodyKilled() throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path killed = Files.createDirectory(folder.resolve("killed"));
        runToTheEnd(whole);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            killSoonAfterAStep(killed, random.nextInt(1500));
        }
        runToTheEnd(killed);
        Checkpoint expected = only(whole);
        Checkpoint actual = only(killed);
        assertThat(actual.object(ObjectNames.WEIGHTS))
                .as("seed " + seed)
                .isEqualTo(expected.object(ObjectNames.WEIGHTS));
        assertThat(actual.manifest().evaluation()).isEqualTo(expected.manifest().evaluation());
        assertThat(actual.manifest().provenance().bestEpoch())
                .isEqualTo(expected.manifest().provenance().bestEpoch());
    }

    private Process start(Path where) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrainerProcess.class.getName(),
                where.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private void runToTheEnd(Path where) throws Exception {
        Process process = start(where);
        List<String> lines;
        try (BufferedReader out = reader(process)) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).as(() -> errors()).isNotEmpty().last().isEqualTo("ended SUCCEEDED");
    }

    /** Waits for the first step that this process reports; one that ended meanwhile is not killed. */
    private void killSoonAfterAStep(Path where, int millis) throws Exception {
        Process process = start(where);
        try (BufferedReader out = reader(process)) {
            out.readLine();
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Checkpoint only(Path where) {
        try (FilesystemArtifactStore store = new FilesystemArtifactStore(where.resolve("store"))) {
            CheckpointRepository repository = new CheckpointRepository(store);
            List<StoredManifest> manifests = repository.list().manifests();
            assertThat(manifests).hasSize(1);
            return repository.open(manifests.get(0).id());
        }
    }
}
