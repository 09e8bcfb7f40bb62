package org.dermoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dermoscope.checkpoint.AuditReport;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoreAudit;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.MinioServer;
import org.dermoscope.store.StoredArtifact;

/** What the services say and do when the store is away, refuses, or was changed behind their back. */
final class StoreFaults {
    /** For what comes by itself within seconds, on a machine that does much else. */
    static final Duration SOON = Duration.ofMinutes(3);

    private static final ArtifactKey POINTER = ArtifactKey.of("champion.json");

    private StoreFaults() {}

    static List<FaultCase> cases() {
        return List.of(
                new FaultCase("store", "MinIO is down at start", StoreFaults::downAtStart),
                new FaultCase("store", "credentials are wrong", StoreFaults::wrongCredentials),
                new FaultCase("store", "the bucket is missing", StoreFaults::bucketMissing),
                new FaultCase("store", "the pointer is edited to nonsense", StoreFaults::nonsensePointer),
                new FaultCase("store", "a checkpoint is deleted or overwritten", StoreFaults::damagedCheckpoint));
    }

    private static String downAtStart(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        StoredManifest champion;
        try (ArtifactStore store = access.open()) {
            champion = Models.publishChampion(trial.options().root(), store, "first");
        }
        minio.kill();
        Service inference = trial.inference("inference", access).start();
        Service trainer = trial.trainer("trainer", access).start();

        awaitReason(inference, "no_model", "cannot be reached");
        assertThat(inference.web().get("/q/health/ready").status()).isEqualTo(503);
        assertThat(inference
                        .web()
                        .predict(Models.image())
                        .expect(503)
                        .path("code")
                        .asText())
                .isEqualTo("no_model");
        awaitNotReady(trainer, "cannot be reached");
        assertThat(trainer.web()
                        .postJson("/jobs", "{\"architecture\":\"sequential-cnn\"}")
                        .expect(503)
                        .path("code")
                        .asText())
                .isEqualTo("store_unavailable");
        assertThat(inference.logs()).contains("cannot be reached");

        minio.startAgain();
        long served = awaitServing(inference, champion.id().toString());
        long ready = Await.until("trainer is ready", SOON, () -> trainer.web().answers("/q/health/ready", 200));
        return "both live and say so; %d ms after it came the model is served, after %d ms jobs are taken"
                .formatted(served, ready);
    }

    private static String wrongCredentials(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        try (ArtifactStore store = access.open()) {
            Models.publishChampion(trial.options().root(), store, "first");
        }
        StoreAccess wrong = access.withSecret("not-the-secret-of-this-server");
        Service inference = trial.inference("inference", wrong).start();
        Service trainer = trial.trainer("trainer", wrong).start();

        awaitReason(inference, "no_model", "refuses the credentials");
        awaitNotReady(trainer, "refuses the credentials");
        String said = trainer.web()
                .postJson("/jobs", "{\"architecture\":\"sequential-cnn\"}")
                .expect(503)
                .path("error")
                .asText();
        assertThat(said).contains("refuses the credentials");
        String logs = inference.logs() + trainer.logs();
        assertThat(logs).contains("SignatureDoesNotMatch").doesNotContain("not-the-secret-of-this-server");
        return "health, readiness, answers and log say so, and none has the secret";
    }

    private static String bucketMissing(Trial trial) throws Exception {
        MinioServer minio = trial.minio();
        StoreAccess access = StoreAccess.minio(minio);
        Service trainer = trial.trainer("trainer", access).start();
        Service inference = trial.inference("inference", access).start();
        Await.until("the bucket was made", SOON, () -> trainer.web().answers("/q/health/ready", 200));
        awaitReason(inference, "no_model", "No champion is published yet");
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            awaitServing(inference, champion.id().toString());
            Map<ArtifactKey, byte[]> all = content(store);
            S3Admin admin = trial.ending(new S3Admin(minio.settings(StoreAccess.BUCKET)));
            admin.removeBucket();

            awaitReason(inference, "degraded", "has no such bucket");
            awaitNotReady(trainer, "has no such bucket");
            inference.web().predict(Models.image()).expect(200);
            assertThat(trainer.web()
                            .postJson("/jobs", "{\"architecture\":\"sequential-cnn\"}")
                            .expect(503)
                            .path("code")
                            .asText())
                    .isEqualTo("store_unavailable");
            admin.makeBucket();
            all.forEach(store::put);
            awaitServing(inference, champion.id().toString());
            Await.until("trainer is ready", SOON, () -> trainer.web().answers("/q/health/ready", 200));
            Models.requireSound(store, Optional.empty());
            return "made at start; removed later, %d objects restored: served throughout".formatted(all.size());
        }
    }

    private static String nonsensePointer(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.minio(trial.minio());
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            StoredManifest other = Models.publish(trial.options().root(), store, "other");
            byte[] good = store.get(POINTER).map(StoredArtifact::content).orElseThrow();
            String text = new String(good, StandardCharsets.UTF_8);
            Service inference = trial.inference("inference", access).start();
            Service trainer = trial.trainer("trainer", access).start();
            awaitServing(inference, champion.id().toString());
            Map<String, String> nonsense = new TreeMap<>();
            nonsense.put("empty", "");
            nonsense.put("no JSON", "champion: sequential-cnn");
            nonsense.put("binary", "\u0000\u0001\u00ff".repeat(100));
            nonsense.put("cut short", text.substring(0, text.length() / 2));
            nonsense.put("an array", "[1,2]");
            nonsense.put("no member", text.replaceAll("(?s)\"members\" : \\[.*?\\]", "\"members\" : []"));
            nonsense.put("a null member", text.replaceAll("(?s)\"members\" : \\[.*?\\]", "\"members\" : [null]"));
            nonsense.put("another version", text.replace("\"schema_version\" : 1", "\"schema_version\" : 99"));
            nonsense.put("unknown id", text.replace(champion.id().run(), "nobody"));
            nonsense.put("malformed id", text.replace(champion.id().toString(), "../../etc/passwd"));
            nonsense.put("another manifest's hash", text.replace(champion.sha256(), other.sha256()));
            for (Map.Entry<String, String> each : nonsense.entrySet()) {
                assertThat(each.getValue()).as(each.getKey()).isNotEqualTo(text);
                store.put(POINTER, each.getValue().getBytes(StandardCharsets.UTF_8));
                Await.until(
                        "degraded by: " + each.getKey(),
                        SOON,
                        () -> "degraded"
                                .equals(inference.web().health().path("status").asText()));
                assertThat(inference.web().health().path("reason").asText())
                        .as(each.getKey())
                        .isNotBlank();
                assertThat(inference
                                .web()
                                .predict(Models.image())
                                .expect(200)
                                .path("model")
                                .asText())
                        .isEqualTo(champion.id().toString());
                assertThat(StoreAudit.of(store, Optional.empty()).findings())
                        .as(each.getKey())
                        .anyMatch(finding -> finding.key().equals(POINTER.value()));
                store.put(POINTER, good);
                awaitServing(inference, champion.id().toString());
            }
            store.put(POINTER, "nonsense".getBytes(StandardCharsets.UTF_8));
            trainer.web()
                    .postJson("/checkpoints/" + other.id() + "/promote", "{}")
                    .expect(200);
            awaitServing(inference, other.id().toString());
            Models.requireSound(store, Optional.empty());
            return nonsense.size() + " kinds: the old model went on answering, health and audit named each; a promotion"
                    + " by hand mends it";
        }
    }

    private static String damagedCheckpoint(Trial trial) throws Exception {
        StoreAccess access = StoreAccess.minio(trial.minio());
        try (ArtifactStore store = access.open()) {
            StoredManifest champion = Models.publishChampion(trial.options().root(), store, "first");
            Service inference = trial.inference("inference", access).start();
            awaitServing(inference, champion.id().toString());
            StoredManifest overwritten = Models.publish(trial.options().root(), store, "second");
            StoredManifest deleted = Models.publish(trial.options().root(), store, "third");
            StoredManifest half = Models.publish(trial.options().root(), store, "fourth");
            byte[] weights = store.get(object(overwritten, ObjectNames.ONNX_INT8))
                    .orElseThrow()
                    .content();
            byte[] damaged = weights.clone();
            damaged[damaged.length / 2] ^= 1;
            store.put(object(overwritten, ObjectNames.ONNX_INT8), damaged);
            store.delete(object(deleted, ObjectNames.WEIGHTS));
            store.delete(object(half, ObjectNames.MANIFEST));

            Models.promote(store, overwritten);
            awaitReason(inference, "degraded", "SHA-256");
            Models.promote(store, deleted);
            awaitReason(inference, "degraded", "listed in the manifest and not in");
            Models.promote(store, half);
            awaitReason(inference, "degraded", "No checkpoint");
            assertThat(inference
                            .web()
                            .predict(Models.image())
                            .expect(200)
                            .path("model")
                            .asText())
                    .isEqualTo(champion.id().toString());
            AuditReport report = StoreAudit.of(store, Optional.empty());
            assertThat(report.findings())
                    .extracting(finding -> finding.key())
                    .containsExactlyInAnyOrder(
                            object(overwritten, ObjectNames.ONNX_INT8).value(),
                            object(deleted, ObjectNames.WEIGHTS).value(),
                            POINTER.value());
            assertThat(report.unfinished()).hasSize(1);

            Service trainer = trial.trainer("trainer", access).start();
            Await.until("trainer is ready", SOON, () -> trainer.web().answers("/q/health/ready", 200));
            assertThat(trainer.web().get("/checkpoints").expect(200).toString())
                    .doesNotContain(half.id().toString());
            Models.promote(store, overwritten);
            Service restarted = trial.inference("restarted", access).start();
            awaitReason(restarted, "no_model", "SHA-256");
            assertThat(restarted.web().predict(Models.image()).status()).isEqualTo(503);
            store.put(object(overwritten, ObjectNames.ONNX_INT8), weights);
            restarted.web().postJson("/model/reload", "").expect(200);
            awaitServing(restarted, overwritten.id().toString());
            return "refused with the object's name and hash, the old model served; "
                    + "a restarted service serves none until it is whole; the half one is not listed";
        }
    }

    private static Map<ArtifactKey, byte[]> content(ArtifactStore store) {
        Map<ArtifactKey, byte[]> all = new TreeMap<>();
        for (String prefix : List.of("checkpoints", "champion-history", "jobs")) {
            for (ArtifactInfo info : store.list(ArtifactKey.of(prefix))) {
                all.put(info.key(), store.get(info.key()).orElseThrow().content());
            }
        }
        all.put(POINTER, store.get(POINTER).orElseThrow().content());
        return all;
    }

    static ArtifactKey object(StoredManifest manifest, String name) {
        return ArtifactKey.of(
                "checkpoints",
                manifest.id().architecture(),
                manifest.id().timestamp() + "-" + manifest.id().run(),
                name);
    }

    static void awaitReason(Service inference, String status, String reason) throws InterruptedException {
        Await.until("health says " + status + ", " + reason, SOON, () -> {
            var health = inference.web().health();
            return status.equals(health.path("status").asText())
                    && health.path("reason").asText().contains(reason);
        });
    }

    static void awaitNotReady(Service trainer, String reason) throws InterruptedException {
        Await.until("the trainer's readiness says " + reason, SOON, () -> {
            Web.Answer answer = trainer.web().get("/q/health/ready");
            return answer.status() == 503 && answer.text().contains(reason);
        });
    }

    /** Milliseconds until it did. */
    static long awaitServing(Service inference, String checkpointId) throws InterruptedException {
        return Await.until(checkpointId + " is served and healthy", SOON, () -> {
            var health = inference.web().health();
            return "healthy".equals(health.path("status").asText())
                    && checkpointId.equals(health.path("model").asText());
        });
    }
}
