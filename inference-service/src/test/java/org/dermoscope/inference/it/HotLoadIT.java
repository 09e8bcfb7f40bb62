package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.model.ModelLease;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoredArtifact;
import org.dermoscope.taxonomy.LesionClass;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real watcher, the real network and the real store, while requests run. */
@QuarkusTest
@TestProfile(ServingProfile.class)
class HotLoadIT {
    private static final byte[] IMAGE = SampleImages.encoded("png");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Inject
    ActiveModel active;

    @BeforeEach
    void startWithMelanoma() {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
    }

    @Test
    void servesANewChampionWithinTwoPollIntervalsAndItsLoading() {
        Checkpoint next = RiggedCheckpoints.publish(store, "nv", 50);
        long start = System.nanoTime();
        CheckpointFixtures.moveChampion(store, next.stored());
        awaitModel(next);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(predict().getString("class_code")).isEqualTo("nv");
        assertThat(Service.health().getString("status")).isEqualTo("healthy");
    }

    @Test
    void failsNoRequestAndMixesNoModelsWhileModelsAreSwapped() throws Exception {
        Map<String, String> classOf = new ConcurrentHashMap<>();
        classOf.put("sequential-cnn-20261123T205204Z-fix004", "mel");
        List<Checkpoint> checkpoints = new ArrayList<>();
        int seed = 60;
        for (String label : List.of("nv", "bcc", "vasc")) {
            Checkpoint checkpoint = RiggedCheckpoints.publish(store, label, seed++);
            checkpoints.add(checkpoint);
            classOf.put(checkpoint.id().toString(), label);
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(clients.submit(() -> ask(done, classOf)));
            }
            for (Checkpoint checkpoint : checkpoints) {
                ModelLease before = active.lease().orElseThrow();
                CheckpointFixtures.moveChampion(store, checkpoint.stored());
                awaitModel(checkpoint);
                assertThat(before.model().first().classifier().classify(List.of()))
                        .isEmpty();
                before.close();
            }
            done.set(true);
            for (Future<Integer> each : answers) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            done.set(true);
            clients.shutdown();
        }
    }

    /** Every answer is whole and agrees with the model that it names; returns how many there were. */
    private static int ask(AtomicBoolean done, Map<String, String> classOf) {
        int count = 0;
        while (!done.get()) {
            Response response = given().multiPart("image", "a", IMAGE)
                    .multiPart("image", "b", IMAGE)
                    .post("/predict_batch");
            assertThat(response.statusCode()).isEqualTo(200);
            JsonPath answer = response.jsonPath(Precision.DOUBLES);
            List<String> models = answer.getList("model");
            assertThat(models.get(0)).isEqualTo(models.get(1));
            LesionClass expected = LesionClass.ofCode(classOf.getOrDefault(models.get(0), "no such model"));
            assertThat(answer.getList("class_code")).containsOnly(expected.code());
            assertThat(answer.getDouble("[1].confidence"))
                    .isCloseTo(RiggedCheckpoints.expected(expected).confidence(), within(1e-6));
            count++;
        }
        return count;
    }

    @Test
    void keepsServingWhenTheNextChampionsWeightsAreDamaged() {
        Checkpoint next = RiggedCheckpoints.publish(store, "nv", 51);
        ArtifactKey weights = keyOf(next, ObjectNames.WEIGHTS);
        StoredArtifact stored = store.get(weights).orElseThrow();
        byte[] damaged = stored.content().clone();
        damaged[damaged.length - 1] ^= 1;
        store.put(weights, damaged);
        CheckpointFixtures.moveChampion(store, next.stored());
        awaitDegraded("SHA-256");
        assertStillMelanoma();

        store.put(weights, stored.content());
        Service.operator().post("/model/reload").then().statusCode(200);
        assertThat(predict().getString("class_code")).isEqualTo("nv");
    }

    @Test
    void keepsServingWhenTheNextChampionHasAnotherClassOrder() {
        refusesManifest(52, "[ \"akiec\", \"bcc\", \"bkl\", \"df\", \"nv\", \"mel\", \"vasc\" ]", "Class order");
    }

    @Test
    void keepsServingWhenTheNextChampionsGoldenPredictionsDiffer() {
        Checkpoint next = RiggedCheckpoints.publish(store, "nv", 53);
        StoredArtifact manifest = store.get(keyOf(next, ObjectNames.MANIFEST)).orElseThrow();
        String text = new String(manifest.content(), StandardCharsets.UTF_8);
        String golden =
                Double.toString(next.manifest().goldens().get(0).probabilities().get(5));
        replaceManifest(next, text.replace(golden, "0.123456789"));
        awaitDegraded("olden");
        assertStillMelanoma();
    }

    @Test
    void servesOnWhileTheStoresFolderIsAwayAndHealsWhenItIsBack() throws Exception {
        Path folder = Path.of(ConfigProvider.getConfig().getValue("dermoscope.store.path", String.class));
        Path elsewhere = folder.resolveSibling("elsewhere");
        Files.move(folder, elsewhere);
        try {
            awaitDegraded("store");
            assertStillMelanoma();
        } finally {
            Files.move(elsewhere, folder);
        }
        Service.await("healthy", () -> "healthy".equals(Service.health().getString("status")));
    }

    @Test
    void rollsBackByIdAndRefusesWhatItCannotServe() {
        Checkpoint next = RiggedCheckpoints.publishChampion(store, "nv", 54);
        awaitModel(next);
        rollback("sequential-cnn-20261123T205204Z-fix004", 200);
        assertStillMelanomaFrom("healthy");
        Champion champion =
                new CheckpointRepository(store).champion().orElseThrow().champion();
        assertThat(champion.promotedBy()).isEqualTo("rollback");
        assertThat(champion.automaticPromotion()).isFalse();

        assertThat(rollback("sequential-cnn-20200101T000000Z-abcdef", 404)).isEqualTo("unknown_checkpoint");
        assertThat(rollback("../../etc/passwd", 400)).isEqualTo("invalid_value");
        store.delete(keyOf(next, ObjectNames.WEIGHTS));
        assertThat(rollback(next.id().toString(), 409)).isEqualTo("not_loadable");
        given().header("Authorization", "Bearer not-the-token-of-the-tests")
                .post("/model/reload")
                .then()
                .statusCode(401);
        assertStillMelanomaFrom("healthy");
    }

    private void refusesManifest(int seed, String classOrder, String reason) {
        Checkpoint next = RiggedCheckpoints.publish(store, "nv", seed);
        String text = new String(
                store.get(keyOf(next, ObjectNames.MANIFEST)).orElseThrow().content(), StandardCharsets.UTF_8);
        int from = text.indexOf('[', text.indexOf("\"class_order\""));
        replaceManifest(next, text.substring(0, from) + classOrder + text.substring(text.indexOf(']', from) + 1));
        awaitDegraded(reason);
        assertStillMelanoma();
    }

    /** Points the champion at the changed manifest, by its hash, so that only what it says is wrong. */
    private void replaceManifest(Checkpoint checkpoint, String text) {
        byte[] changed = text.getBytes(StandardCharsets.UTF_8);
        store.put(keyOf(checkpoint, ObjectNames.MANIFEST), changed);
        Champion champion = new Champion(
                Champion.SCHEMA_VERSION,
                List.of(new Champion.Member(checkpoint.id().toString(), Hashes.sha256(changed), 1)),
                "a test wants it",
                "operator",
                Instant.now(),
                true);
        CheckpointRepository repository = new CheckpointRepository(store);
        assertThat(repository.moveChampion(champion, repository.championTag())).isPresent();
    }

    private static ArtifactKey keyOf(Checkpoint checkpoint, String name) {
        return new ArtifactKey("checkpoints/" + checkpoint.id().architecture() + "/"
                + checkpoint.id().timestamp() + "-" + checkpoint.id().run() + "/" + name);
    }

    private void awaitModel(Checkpoint checkpoint) {
        Service.await(
                "model " + checkpoint.id(),
                () -> checkpoint.id().toString().equals(Service.health().getString("model")));
    }

    private static void awaitDegraded(String reason) {
        Service.await(
                "degraded: " + reason, () -> "degraded".equals(Service.health().getString("status")));
        assertThat(Service.health().getString("reason")).contains(reason);
    }

    private static void assertStillMelanoma() {
        assertStillMelanomaFrom("degraded");
    }

    private static void assertStillMelanomaFrom(String status) {
        assertThat(Service.health().getString("status")).isEqualTo(status);
        assertThat(predict().getString("class_code")).isEqualTo("mel");
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static JsonPath predict() {
        return given().multiPart("image", "a.png", IMAGE)
                .post("/predict")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
    }

    private static String rollback(String id, int status) {
        return Service.operator()
                .contentType("application/json")
                .body(Map.of("checkpoint_id", id))
                .post("/model/rollback")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath()
                .getString("code");
    }
}
