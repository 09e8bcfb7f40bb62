package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactStore;

/** Minutes at the best throughput, and each minute a storm beyond what is taken. */
final class LoadFaults {
    private static final int CLIENTS = 8;
    private static final int STORM = 400;
    private static final int SAMPLE_MILLIS = 1_000;
    /** Of the mean over the last third against that over the second. */
    private static final double GROWTH_MEBIBYTES = 24;

    private static final double LIVE_GROWTH_MEBIBYTES = 8;

    private static final Set<Integer> HONEST = Set.of(200, 429, 503, 504);

    private LoadFaults() {}

    static List<FaultCase> cases() {
        return List.of(new FaultCase("load", "load at the best throughput, and storms", LoadFaults::load));
    }

    private static String load(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.folder(trial.folder().resolve("store"));
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            Service inference = trial.inference("inference", access).start();
            StoreFaults.awaitServing(inference, champion.id().toString());
            byte[] image = Models.image();
            storm(inference.web(), image);
            double liveBefore = inference.liveHeapMebibytes();
            assertThat(liveBefore).as("alive in the heap").isPositive();
            List<Double> resident = new ArrayList<>();
            Map<Integer, Integer> storms = new TreeMap<>();
            long start = System.nanoTime();
            double minutes = trial.options().minutes();
            int stormed = 0;
            try (Traffic traffic = new Traffic(inference.web(), image, CLIENTS, 0)) {
                while ((System.nanoTime() - start) / 60e9 < minutes) {
                    Thread.sleep(SAMPLE_MILLIS);
                    resident.add(inference.residentMebibytes());
                    // Half-way through each minute, the first within short runs too.
                    if ((System.nanoTime() - start) / 60e9 > stormed + Math.min(0.5, minutes / 2)) {
                        stormed++;
                        storm(inference.web(), image)
                                .forEach((status, count) -> storms.merge(status, count, Integer::sum));
                    }
                }
                traffic.close();
                double seconds = (System.nanoTime() - start) / 1e9;
                assertThat(traffic.unanswered())
                        .as("requests without an answer")
                        .isZero();
                assertThat(traffic.statuses().keySet()).as("answers").isSubsetOf(HONEST);
                assertThat(storms.keySet()).as("answers in storms").isSubsetOf(HONEST);
                assertThat(storms.getOrDefault(200, 0)).as("answered in storms").isPositive();
                double before = mean(resident, 1);
                double after = mean(resident, 2);
                assertThat(after - before).as("growth in MiB").isLessThan(GROWTH_MEBIBYTES);
                double live = inference.liveHeapMebibytes();
                assertThat(live - liveBefore)
                        .as("growth of the live heap in MiB")
                        .isLessThan(LIVE_GROWTH_MEBIBYTES);
                assertThat(inference.temporaryFiles()).as("temporary files").isEmpty();
                return ("%.0f s, %d predictions (%.0f/s), refusals %s, no error; %d storms of %d at once: %s;"
                                + " resident %.0f MiB in the second third, %.0f in the last; alive in the heap %.1f MiB"
                                + " after the first storm, %.1f at the end")
                        .formatted(
                                seconds,
                                traffic.count(200),
                                traffic.count(200) / seconds,
                                refusals(traffic),
                                stormed,
                                STORM,
                                storms,
                                before,
                                after,
                                liveBefore,
                                live);
            }
        }
    }

    private static int refusals(Traffic traffic) {
        return traffic.statuses().entrySet().stream()
                .filter(entry -> entry.getKey() != 200)
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    /** Answers by status; -1 for none. */
    private static Map<Integer, Integer> storm(Web web, byte[] image) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            answers.add(web.predictAsync(image).exceptionally(nothing -> -1));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.join(), 1, Integer::sum));
        return statuses;
    }

    /** @param third 0..2 */
    private static double mean(List<Double> values, int third) {
        int size = values.size() / 3;
        return values.subList(third * size, (third + 1) * size).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow(() -> new AssertionError("Too short a load to compare memory"));
    }
}
