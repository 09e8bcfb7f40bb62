package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dermoscope.checkpoint.AuditReport;
import org.dermoscope.checkpoint.StoreSnapshot;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.MinioServer;

/** {@code kill -9} at random moments, again and again. */
final class ProcessFaults {
    private static final Duration READY = Duration.ofMinutes(5);
    /** From when it lives; a short job takes about as long. */
    private static final int TRAINER_MILLIS = 9_000;

    private static final int INFERENCE_MILLIS = 4_000;
    private static final int STORE_MILLIS = 4_000;
    /** One kill in so many comes while the process still starts. */
    private static final int EARLY = 4;

    private ProcessFaults() {}

    static List<FaultCase> cases() {
        return List.of(
                new FaultCase("processes", "the trainer is killed while it trains", ProcessFaults::trainer),
                new FaultCase("processes", "the inference service is killed under load", ProcessFaults::inference),
                new FaultCase("processes", "MinIO is killed under training and load", ProcessFaults::minio));
    }

    private static String trainer(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.folder(trial.folder().resolve("store"));
        Service trainer = trial.trainer("trainer", access);
        Map<String, String> last = new TreeMap<>();
        StoreSnapshot seen;
        try (ArtifactStore store = access.open()) {
            Models.publishChampion(trial.options().root(), store, "first");
            seen = Models.requireSound(store, Optional.empty()).snapshot();
            for (int i = 0; i < trial.options().kills(); i++) {
                if (i % EARLY == EARLY - 1) {
                    trainer.launch();
                    Thread.sleep(trial.random().nextInt(3_000));
                } else {
                    trainer.start();
                    Await.until("jobs are read", READY, () -> trainer.web().answers("/jobs", 200));
                    requireTrue(trainer, last);
                    if (last.values().stream().allMatch(ProcessFaults::ended)) {
                        last.put(trainer.web().train(1), "QUEUED");
                    }
                    Thread.sleep(trial.random().nextInt(TRAINER_MILLIS));
                    requireTrue(trainer, last);
                }
                trainer.kill();
                AuditReport report = Models.requireSound(store, Optional.of(seen));
                assertThat(report.removed()).as("checkpoints that are gone").isEmpty();
                seen = report.snapshot();
            }
            trainer.start();
            Await.until("jobs are read", READY, () -> trainer.web().answers("/jobs", 200));
            for (String job : last.keySet()) {
                JsonNode ended = SharedStoreFaults.awaitEnd(trainer, job);
                assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            }
            requireTrue(trainer, last);
            AuditReport report = Models.requireSound(store, Optional.of(seen));
            assertThat(report.checkpoints())
                    .as("one checkpoint a job, and the first")
                    .isEqualTo(1 + last.size());
            assertThat(report.removed()).isEmpty();
            return "%d kills, %d jobs, all of them SUCCEEDED with one checkpoint each; %d objects sound, %d unfinished"
                    .formatted(
                            trial.options().kills(),
                            last.size(),
                            report.objects(),
                            report.unfinished().size());
        }
    }

    /** Every job that was accepted is there; one that had ended is as it ended; and notes what is said now. */
    private static void requireTrue(Service trainer, Map<String, String> last)
            throws IOException, InterruptedException {
        Map<String, String> now = new TreeMap<>();
        for (JsonNode job : trainer.web().get("/jobs").expect(200)) {
            now.put(job.path("id").asText(), job.path("state").asText());
        }
        assertThat(now.keySet()).as("jobs").containsAll(last.keySet());
        last.forEach((id, state) -> {
            String told = now.getOrDefault(id, "");
            assertThat(told).as("state of " + id).isIn("QUEUED", "RUNNING", "INTERRUPTED", "SUCCEEDED");
            if (ended(state)) {
                assertThat(told).as("state of " + id).isEqualTo(state);
            }
        });
        last.putAll(now);
    }

    private static boolean ended(String state) {
        return state.equals("SUCCEEDED");
    }

    private static String inference(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.minio(trial.minio());
        try (ArtifactStore store = access.open()) {
            List<StoredManifest> champions = List.of(
                    Models.publish(trial.options().root(), store, "left"),
                    Models.publish(trial.options().root(), store, "right"));
            Models.promote(store, champions.get(0));
            StoreSnapshot before = Models.requireSound(store, Optional.empty()).snapshot();
            Service inference = trial.inference("inference", access);
            try (Traffic traffic = new Traffic(inference.web(), Models.image(), 4, 20)) {
                for (int i = 0; i < trial.options().kills(); i++) {
                    StoredManifest champion = champions.get(i % 2);
                    if (i % EARLY == EARLY - 1) {
                        inference.launch();
                        Thread.sleep(trial.random().nextInt(3_000));
                    } else {
                        inference.start();
                        StoreFaults.awaitServing(inference, champion.id().toString());
                        Thread.sleep(trial.random().nextInt(INFERENCE_MILLIS) / 2);
                        // So that some kills come while the next model is loaded.
                        Models.promote(store, champions.get((i + 1) % 2));
                        Thread.sleep(trial.random().nextInt(INFERENCE_MILLIS) / 2);
                    }
                    inference.kill();
                    Models.promote(store, champions.get((i + 1) % 2));
                }
                inference.start();
                StoreFaults.awaitServing(
                        inference,
                        champions.get(trial.options().kills() % 2).id().toString());
                Await.until(
                        "it answers",
                        READY,
                        () -> inference.web().predict(Models.image()).status() == 200);
                traffic.close();
                // 503 is said between a start and the first look at the pointer.
                assertThat(traffic.statuses().keySet()).as("answers").isSubsetOf(Set.of(200, 503));
                assertThat(traffic.models())
                        .isSubsetOf(
                                champions.stream().map(c -> c.id().toString()).toList());
                Models.requireSound(store, Optional.of(before));
                return "%d kills: %d answers 200, %d honest 503, %d connections that a kill broke or nobody took; store sound"
                        .formatted(
                                trial.options().kills(), traffic.count(200), traffic.count(503), traffic.unanswered());
            }
        }
    }

    private static String minio(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            StoreSnapshot seen = Models.requireSound(store, Optional.empty()).snapshot();
            Service trainer = trial.trainer("trainer", access).start();
            Service inference = trial.inference("inference", access).start();
            StoreFaults.awaitServing(inference, champion.id().toString());
            Await.until("jobs are read", READY, () -> trainer.web().answers("/jobs", 200));
            Map<String, String> last = new TreeMap<>();
            try (Traffic traffic = new Traffic(inference.web(), Models.image(), 2, 100)) {
                for (int i = 0; i < trial.options().kills(); i++) {
                    requireTrue(trainer, last);
                    if (last.values().stream().allMatch(ProcessFaults::ended)) {
                        last.put(trainer.web().train(1), "QUEUED");
                    }
                    Thread.sleep(trial.random().nextInt(STORE_MILLIS));
                    minio.kill();
                    Thread.sleep(trial.random().nextInt(1_000));
                    minio.startAgain();
                    AuditReport report = Models.requireSound(store, Optional.of(seen));
                    assertThat(report.removed()).as("checkpoints that are gone").isEmpty();
                    seen = report.snapshot();
                }
                for (String job : last.keySet()) {
                    JsonNode ended = SharedStoreFaults.awaitEnd(trainer, job);
                    assertThat(ended.path("state").asText())
                            .as(ended.toString())
                            .isEqualTo("SUCCEEDED");
                }
                traffic.close();
                assertThat(traffic.statuses().keySet()).as("answers").containsExactly(200);
                assertThat(traffic.unanswered()).isZero();
                AuditReport report = Models.requireSound(store, Optional.of(seen));
                assertThat(report.checkpoints()).isEqualTo(1 + last.size());
                return "%d kills, %d jobs, all of them SUCCEEDED; %d predictions meanwhile, all 200; %d objects sound"
                        .formatted(trial.options().kills(), last.size(), traffic.count(200), report.objects());
            }
        }
    }
}
