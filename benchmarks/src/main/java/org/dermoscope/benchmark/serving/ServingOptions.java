package org.dermoscope.benchmark.serving;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * @param stages any of {@code compare}, {@code parts}, {@code explain}, {@code storm}, {@code swap}, {@code memory}
 * @param clients that send at the same time, in one comparison after another
 * @param store folder of a store with a champion
 * @param application the packaged inference service
 * @param warmUp at 8 clients before ours is measured: by then the JVM has compiled what runs once a request
 * @param python an interpreter with what the peers need, as far as it has it
 * @param scripts folder of the peers
 * @param memoryRequests in the stage {@code memory}
 * @param swaps in the stage {@code swap}, at least 5
 * @param log receives what the servers write
 */
record ServingOptions(
        List<String> stages,
        List<Integer> clients,
        int rounds,
        Duration roundTime,
        Duration warmUp,
        Path store,
        Path application,
        Optional<String> python,
        Path scripts,
        int memoryRequests,
        int swaps,
        Path log) {
    private static final List<String> STAGES = List.of("compare", "parts", "explain", "storm", "swap", "memory");

    static ServingOptions fromProperties() {
        List<String> stages =
                List.of(System.getProperty("stages", String.join(",", STAGES)).split(","));
        for (String stage : stages) {
            if (!STAGES.contains(stage)) {
                throw new IllegalArgumentException("Unknown stage '" + stage + "'; known: " + STAGES);
            }
        }
        return new ServingOptions(
                stages,
                Stream.of(System.getProperty("clients", "1,8,32").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.getInteger("rounds", 5),
                Duration.ofSeconds(Integer.getInteger("seconds", 4)),
                Duration.ofSeconds(Integer.getInteger("warmup", 75)),
                Path.of(System.getProperty("store")),
                Path.of(System.getProperty("application")),
                Optional.ofNullable(System.getProperty("python")).filter(path -> !path.isEmpty()),
                Path.of(System.getProperty("scripts")),
                Integer.getInteger("requests", 20_000),
                Integer.getInteger("swaps", 100),
                Path.of(System.getProperty("log")));
    }
}
