package org.dermoscope.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStoreProcessRaceTest {
    private static final int PROCESSES = 4;
    private static final int ROUNDS = 100;

    @TempDir
    Path folder;

    @Test
    void conditionalWritesHoldBetweenProcesses() throws Exception {
        Path root = folder.resolve("store");
        ArtifactKey counter = new ArtifactKey("counter");
        try (ArtifactStore store = new FilesystemArtifactStore(root)) {
            store.put(counter, "0".getBytes(UTF_8));

            Map<Integer, List<String>> winners = race(root);

            for (int round = 0; round < ROUNDS; round++) {
                assertThat(winners.get(round)).as("winners of round %d", round).hasSize(1);
                StoredArtifact stored =
                        store.get(ArtifactKey.of("race", String.valueOf(round))).orElseThrow();
                assertThat(new String(stored.content(), UTF_8))
                        .isEqualTo(winners.get(round).get(0));
            }
            assertThat(new String(store.get(counter).orElseThrow().content(), UTF_8))
                    .isEqualTo(String.valueOf(PROCESSES * ROUNDS));
        }
    }

    private Map<Integer, List<String>> race(Path root) throws Exception {
        List<Process> processes = new ArrayList<>();
        Map<Integer, List<String>> winners = new HashMap<>();
        try {
            for (int number = 0; number < PROCESSES; number++) {
                processes.add(start(root, number));
            }
            for (int number = 0; number < PROCESSES; number++) {
                Process process = processes.get(number);
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                List<String> output = Files.readAllLines(outputOf(number));
                assertThat(process.exitValue()).as("%s", output).isZero();
                for (String line : output) {
                    int round = Integer.parseInt(line.substring("won ".length()));
                    winners.computeIfAbsent(round, any -> new ArrayList<>()).add("process-" + number);
                }
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        return winners;
    }

    private Process start(Path root, int number) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CounterObject.class.getName(),
                        root.toString(),
                        "process-" + number,
                        String.valueOf(ROUNDS))
                .redirectErrorStream(true)
                .redirectOutput(outputOf(number).toFile())
                .start();
    }

    private Path outputOf(int number) {
        return folder.resolve("process-" + number + ".txt");
    }
}
