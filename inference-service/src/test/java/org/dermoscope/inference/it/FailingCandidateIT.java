package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which the next champion can fail, in the running service. */
@QuarkusTest
@TestProfile(OnnxProfile.class)
class FailingCandidateIT {
    private static final int GOOD = 1;
    private static final int BAD = 2;
    private static final int NEXT = 3;

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    private String good = "";

    @BeforeEach
    void serveAGoodOne() {
        Service.empty(store);
        good = TinyCheckpoints.of(GOOD).publishChampion(store).id().toString();
        assertThat(follower.reload().model()).isEqualTo(good);
    }

    @Test
    void aBadHash() {
        Checkpoint bad = TinyCheckpoints.of(BAD).publish(store);
        byte[] damaged = bad.object(ObjectNames.ONNX).clone();
        damaged[damaged.length - 1] ^= 1;
        store.put(key(bad, ObjectNames.ONNX), damaged);
        assertFails(bad.stored().asSoleMember(), "object_hash_mismatch", "model.onnx has the SHA-256");
    }

    @Test
    void anotherClassOrder() {
        Checkpoint bad = TinyCheckpoints.of(BAD).publish(store);
        ArtifactKey key = key(bad, ObjectNames.MANIFEST);
        String manifest = new String(store.get(key).orElseThrow().content(), StandardCharsets.UTF_8);
        int order = manifest.indexOf("\"class_order\"");
        byte[] changed = (manifest.substring(0, order)
                        + manifest.substring(order)
                                .replaceFirst("\"mel\"", "\"x\"")
                                .replaceFirst("\"nv\"", "\"mel\"")
                                .replaceFirst("\"x\"", "\"nv\""))
                .getBytes(StandardCharsets.UTF_8);
        store.put(key, changed);
        Champion.Member member = new Champion.Member(bad.id().toString(), Hashes.sha256(changed), 1);
        assertFails(member, "class_order_mismatch", "Class order");
    }

    @Test
    void otherAnswersToTheGoldenImages() {
        assertFails(publish(TinyCheckpoints.of(NEXT).objects().get(ObjectNames.ONNX)), "golden_mismatch", "golden-");
    }

    @Test
    void aFileThatTheEngineRefuses() {
        assertFails(publish(new byte[] {1, 2, 3}), "engine_refused", "ONNX");
    }

    /** A checkpoint whose manifest is right but for the network, which is another file. */
    private Champion.Member publish(byte @Nullable [] network) {
        Map<String, byte[]> objects = new TreeMap<>(TinyCheckpoints.of(BAD).objects());
        objects.put(ObjectNames.ONNX, Objects.requireNonNull(network));
        return new CheckpointRepository(store)
                .publish(TinyCheckpoints.of(BAD).draft(), objects)
                .stored()
                .asSoleMember();
    }

    private void assertFails(Champion.Member candidate, String code, String reason) {
        double before = counted(code);
        CheckpointRepository repository = new CheckpointRepository(store);
        Champion champion = new Champion(
                Champion.SCHEMA_VERSION, List.of(candidate), "a test wants it", "operator", Instant.now(), true);
        assertThat(repository.moveChampion(champion, repository.championTag())).isPresent();
        Service.await(code, () -> "degraded".equals(Service.health().getString("status")));

        assertThat(Service.health().getString("reason")).contains(reason);
        assertThat(Service.health().getString("model")).isEqualTo(good);
        assertThat(given().multiPart("image", "a.png", SampleImages.encoded("png"))
                        .post("/predict")
                        .jsonPath()
                        .getString("model"))
                .isEqualTo(good);
        for (int i = 0; i < 5; i++) {
            follower.check();
        }
        assertThat(counted(code)).as("not retried").isEqualTo(before + 1);
        assertThat(metric("dermoscope_model_failed_candidate")).isEqualTo(1);

        Checkpoint next = TinyCheckpoints.of(NEXT).publishChampion(store);
        Service.await(
                "the next", () -> next.id().toString().equals(Service.health().getString("model")));
        assertThat(Service.health().getString("status")).isEqualTo("healthy");
        assertThat(counted(code)).isEqualTo(before + 1);
        assertThat(metric("dermoscope_model_failed_candidate")).isZero();
    }

    private static double counted(String code) {
        return metric("dermoscope_model_candidates_failed_total{code=\"" + code + "\"}");
    }

    /** 0 if it is not there. */
    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static ArtifactKey key(Checkpoint checkpoint, String name) {
        return new ArtifactKey("checkpoints/" + checkpoint.id().architecture() + "/"
                + checkpoint.id().timestamp() + "-" + checkpoint.id().run() + "/" + name);
    }
}
