package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.AuditReport;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoreSnapshot;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.MinioServer;

/** What becomes of trainings, and of the answers given meanwhile, when the store fails in the middle of its work. */
final class SharedStoreFaults {
    static final Duration JOB_LIMIT = Duration.ofMinutes(20);
    private static final Duration SOON = StoreFaults.SOON;

    private SharedStoreFaults() {}

    static List<FaultCase> cases() {
        return List.of(
                new FaultCase("store", "MinIO is killed during an upload", SharedStoreFaults::killedDuringUpload),
                new FaultCase("store", "MinIO stands still", SharedStoreFaults::paused),
                new FaultCase("store", "the network is slow and cuts connections", SharedStoreFaults::slowAndCut),
                new FaultCase("store", "the disk is full", SharedStoreFaults::diskFull),
                new FaultCase("store", "two trainers publish at once", SharedStoreFaults::twoTrainers));
    }

    private static String killedDuringUpload(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        StoredManifest champion;
        AuditReport before;
        try (ArtifactStore store = access.open()) {
            champion = Models.publishChampion(trial.options().root(), store, "first");
            before = Models.requireSound(store, Optional.empty());
        }
        TcpProxy proxy = trial.ending(new TcpProxy(minio.port(), trial.random()));
        Service trainer = trial.trainer("trainer", access.through(proxy)).start();
        Service inference = trial.inference("inference", access).start();
        StoreFaults.awaitServing(inference, champion.id().toString());
        CountDownLatch killed = new CountDownLatch(1);
        proxy.when("PUT /" + StoreAccess.BUCKET + "/checkpoints/", () -> {
            minio.kill();
            killed.countDown();
        });
        String job = trainer.web().train(1);
        assertThat(killed.await(JOB_LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("upload begun")
                .isTrue();

        StoreFaults.awaitReason(inference, "degraded", "cannot be reached");
        StoreFaults.awaitNotReady(trainer, "cannot be reached");
        Await.until(
                "the job says what it waits for",
                SOON,
                () -> trainer.web().job(job).toString().contains("waiting for the store"));
        inference.web().predict(Models.image()).expect(200);
        minio.startAgain();
        JsonNode ended = awaitEnd(trainer, job);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        try (ArtifactStore store = access.open()) {
            AuditReport after = Models.requireSound(store, Optional.of(before.snapshot()));
            assertThat(after.removed()).isEmpty();
            assertThat(after.checkpoints()).isEqualTo(2);
            return "the job waited and SUCCEEDED; %d checkpoints, %d objects sound, %d unfinished"
                    .formatted(
                            after.checkpoints(),
                            after.objects(),
                            after.unfinished().size());
        }
    }

    private static String paused(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        StoredManifest champion;
        StoreSnapshot before;
        try (ArtifactStore store = access.open()) {
            champion = Models.publishChampion(trial.options().root(), store, "first");
            before = Models.requireSound(store, Optional.empty()).snapshot();
        }
        Service trainer = trial.trainer("trainer", access).start();
        Service inference = trial.inference("inference", access).start();
        StoreFaults.awaitServing(inference, champion.id().toString());
        String job = trainer.web().train(3);
        Await.until(
                "a step is taken",
                JOB_LIMIT,
                () -> trainer.web().job(job).path("step").asInt() > 0);
        try (Traffic traffic = new Traffic(inference.web(), Models.image(), 2, 200)) {
            long start = System.nanoTime();
            minio.pause();
            long told = Await.until(
                    "health says so",
                    SOON,
                    () -> "degraded"
                            .equals(inference.web().health().path("status").asText()));
            StoreFaults.awaitNotReady(trainer, "does not answer in time");
            assertThat(inference.web().health().path("reason").asText()).contains("does not answer in time");
            long left = trial.options().pauseSeconds() * 1000L - (System.nanoTime() - start) / 1_000_000;
            Thread.sleep(Math.max(0, left));
            minio.resume();
            StoreFaults.awaitServing(inference, champion.id().toString());
            JsonNode ended = awaitEnd(trainer, job);
            traffic.close();
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            assertThat(traffic.statuses().keySet()).as("answers").containsExactly(200);
            assertThat(traffic.unanswered()).isZero();
            try (ArtifactStore store = access.open()) {
                Models.requireSound(store, Optional.of(before));
            }
            return "stopped %d s: %d predictions, all 200; health said so after %.1f s; the job SUCCEEDED"
                    .formatted(trial.options().pauseSeconds(), traffic.count(200), told / 1000.0);
        }
    }

    private static String slowAndCut(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        TcpProxy proxy = trial.ending(new TcpProxy(minio.port(), trial.random()));
        StoredManifest champion;
        StoreSnapshot before;
        try (ArtifactStore store = access.open()) {
            champion = Models.publishChampion(trial.options().root(), store, "first");
            before = Models.requireSound(store, Optional.empty()).snapshot();
        }
        Service trainer = trial.trainer("trainer", access.through(proxy)).start();
        Service inference = trial.inference("inference", access.through(proxy)).start();
        StoreFaults.awaitServing(inference, champion.id().toString());
        proxy.disturb(20, 0.2);
        String job = submitPatiently(trainer);
        StoredManifest next;
        try (ArtifactStore store = access.open();
                Traffic traffic = new Traffic(inference.web(), Models.image(), 2, 200)) {
            next = Models.publishChampion(trial.options().root(), store, "next");
            Await.until(
                    "the next champion is served",
                    SOON,
                    () -> next.id()
                            .toString()
                            .equals(inference.web().health().path("model").asText()));
            JsonNode ended = awaitEnd(trainer, job);
            traffic.close();
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            assertThat(traffic.statuses().keySet()).as("answers").containsExactly(200);
            AuditReport after = Models.requireSound(store, Optional.of(before));
            assertThat(after.checkpoints()).isEqualTo(3);
            return "%d connections, %d cut: the job SUCCEEDED, %d predictions, all 200; %d checkpoints sound"
                    .formatted(proxy.connections(), proxy.cuts(), traffic.count(200), after.checkpoints());
        }
    }

    /** A refusal with 503 is honest; whoever posts tries again. */
    private static String submitPatiently(Service trainer) throws Exception {
        List<String> ids = new ArrayList<>();
        Await.until("a job is accepted", SOON, () -> {
            Web.Answer answer = trainer.web()
                    .postJson("/jobs", "{\"architecture\":\"sequential-cnn\",\"batch_size\":8,\"epochs\":1}");
            if (answer.status() == 202) {
                ids.add(answer.json().path("id").asText());
                return true;
            }
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            return false;
        });
        return ids.get(0);
    }

    private static String diskFull(Trial trial) throws Exception {
        SmallDisk disk = trial.ending(SmallDisk.mount(trial.folder().resolve("disk"), 64));
        MinioServer minio = trial.ending(MinioServer.startIn(disk.folder()));
        StoreAccess access = StoreAccess.minio(minio);
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            StoreSnapshot before = Models.requireSound(store, Optional.empty()).snapshot();
            Service trainer = trial.trainer("trainer", access).start();
            Service inference = trial.inference("inference", access).start();
            StoreFaults.awaitServing(inference, champion.id().toString());
            String job = trainer.web().train(1);
            Await.until(
                    "it runs",
                    SOON,
                    () -> "RUNNING".equals(trainer.web().job(job).path("state").asText()));
            Path ballast = disk.folder().resolve("ballast");
            disk.fill(ballast);
            Await.until(
                    "the job waits for space",
                    JOB_LIMIT,
                    () -> trainer.web().job(job).toString().contains("waiting for the store"));
            assertThat(trainer.logs()).containsIgnoringCase("full");
            Web.Answer refused = trainer.web().postJson("/jobs", "{\"architecture\":\"sequential-cnn\",\"epochs\":1}");
            assertThat(refused.expect(503).path("error").asText()).contains("is full");
            inference.web().predict(Models.image()).expect(200);
            Models.requireSound(store, Optional.of(before));
            Files.delete(ballast);
            JsonNode ended = awaitEnd(trainer, job);
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            AuditReport after = Models.requireSound(store, Optional.of(before));
            assertThat(after.checkpoints()).isEqualTo(2);
            return "a job is refused with the reason, a running one waits and SUCCEEDED when there was space again; "
                    + after.objects() + " objects sound";
        }
    }

    private static String twoTrainers(Trial trial) throws Exception {
        int rounds = 20;
        StoreAccess access = StoreAccess.minio(trial.minio());
        Service one = trial.trainer("one", access).start();
        Service two = trial.trainer("two", access).start();
        try (ArtifactStore store = access.open()) {
            CheckpointRepository repository = new CheckpointRepository(store);
            List<StoredManifest> candidates = List.of(
                    Models.publish(trial.options().root(), store, "left"),
                    Models.publish(trial.options().root(), store, "right"));
            List<String> jobs = List.of(one.web().train(1), two.web().train(1));
            int moved = 0;
            int refused = 0;
            for (int i = 0; i < rounds; i++) {
                CompletableFuture<Integer> left = promotion(one, candidates.get(i % 2));
                CompletableFuture<Integer> right = promotion(two, candidates.get(1 - i % 2));
                for (int status : new int[] {left.get(), right.get()}) {
                    assertThat(status).isIn(200, 409);
                    moved += status == 200 ? 1 : 0;
                    refused += status == 409 ? 1 : 0;
                }
            }
            Set<String> published = new HashSet<>();
            for (String job : jobs) {
                JsonNode ended = awaitEnd(one, job);
                assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
                published.add(ended.path("checkpoint_id").asText());
            }
            assertThat(published).hasSize(2);
            AuditReport report = Models.requireSound(store, Optional.empty());
            assertThat(report.checkpoints()).isEqualTo(4);
            long byHand = repository.history().stream()
                    .filter(champion -> champion.promotedBy().equals("operator"))
                    .count();
            assertThat(byHand).as("promotions in the history").isEqualTo(moved);
            return "%d promotions at once from two trainers, %d moved the pointer and %d were refused, all %d in the history;"
                            .formatted(2 * rounds, moved, refused, moved)
                    + " 2 jobs, 2 checkpoints, each by one trainer";
        }
    }

    private static CompletableFuture<Integer> promotion(Service trainer, StoredManifest candidate) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return trainer.web()
                        .postJson("/checkpoints/" + candidate.id() + "/promote", "{}")
                        .status();
            } catch (IOException e) {
                throw new AssertionError("A promotion got no answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }

    static JsonNode awaitEnd(Service trainer, String job) throws Exception {
        Await.until("job " + job + " ends", JOB_LIMIT, () -> ended(trainer.web().job(job)));
        return trainer.web().job(job);
    }

    static boolean ended(JsonNode job) {
        return Set.of("SUCCEEDED", "FAILED", "CANCELLED")
                .contains(job.path("state").asText());
    }
}
