package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointDraft;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleFixtures;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.classify.PyTorchLesionClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.trainer.data.DataSplit;
import org.dermoscope.trainer.data.LesionCatalog;
import org.dermoscope.trainer.data.LesionGroupSplitter;
import org.dermoscope.trainer.data.LesionRecord;
import org.dermoscope.trainer.data.SplitConfig;
import org.dermoscope.trainer.data.SplitCsv;
import org.dermoscope.trainer.evaluation.ConfusionMatrix;
import org.dermoscope.trainer.evaluation.EvaluationProgress;
import org.dermoscope.trainer.evaluation.Evaluator;
import org.dermoscope.trainer.evaluation.LesionImages;
import org.dermoscope.trainer.training.RunEnvironment;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
@TestProfile(EnsembleOverHttpTest.OwnStore.class)
class EnsembleOverHttpTest {
    /** Starts a trainer for this class alone, so that its champion is nobody else's. */
    public static final class OwnStore implements QuarkusTestProfile {}

    @Inject
    ArtifactStore store;

    @Inject
    CheckpointRepository repository;

    @Inject
    RunEnvironment environment;

    @Test
    void checkpointsAreWeighedByWhatTheySayOfTheValidationPart() throws Exception {
        LesionCatalog catalog = LesionCatalog.read(environment.sample().get(), 0);
        SplitConfig config = new SplitConfig(SplitConfig.By.LESION, 0.7, 0.15, 0.15);
        DataSplit split = LesionGroupSplitter.split(catalog.records(), config, 42);
        double best = 0;
        List<String> ids = new ArrayList<>();
        for (String architecture : List.of("sequential-cnn", "efficientnet-lite0")) {
            Checkpoint checkpoint = publish(architecture, catalog, split);
            ids.add('"' + checkpoint.id().toString() + '"');
            best = Math.max(best, balancedAccuracy(checkpoint, split.validation()));
        }

        String id = JobsHttp.post("{\"kind\":\"ensemble\",\"ensemble\":{\"candidates\":" + ids + "}}");
        JsonPath job = JobsHttp.await(id, JobsHttp.ENDED);

        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
        assertThat(job.getString("kind")).isEqualTo("ensemble");
        assertThat(job.getString("architecture")).isEqualTo("ensemble");
        assertThat(job.getInt("metrics.candidates")).isEqualTo(2);
        assertThat(job.getDouble("metrics.best_single_balanced_accuracy")).isCloseTo(best, within(1e-6));
        assertThat(job.getDouble("metrics.balanced_accuracy"))
                .isGreaterThanOrEqualTo(job.getDouble("metrics.best_single_balanced_accuracy"));
        if (job.getBoolean("metrics.published")) {
            given().get("/ensembles/" + job.getString("checkpoint_id"))
                    .then()
                    .statusCode(200)
                    .body("members.size()", equalTo(2))
                    .body("data.split_hash", equalTo(split.hash()));
        } else {
            assertThat(job.getString("checkpoint_id")).isNull();
            assertThat(job.getString("metrics.reason")).contains("by itself is as good");
        }
    }

    /** Random weights, with what is kept of a training on this data. */
    private Checkpoint publish(String architecture, LesionCatalog catalog, DataSplit split) {
        CheckpointFixtures fixtures = new CheckpointFixtures(Architectures.byId(architecture));
        Map<String, byte[]> objects = new TreeMap<>(fixtures.objects(7));
        CheckpointDraft draft = fixtures.draft(7, objects);
        objects.put(ObjectNames.SPLIT, SplitCsv.write(split).getBytes(StandardCharsets.UTF_8));
        objects.put(ObjectNames.RUN_CONFIG, Json.document(Map.of("split", split.config())));
        return repository.publish(
                new CheckpointDraft(
                        draft.id(),
                        draft.createdAt(),
                        draft.network(),
                        draft.preprocessing(),
                        new Manifest.DataInfo(
                                catalog.name(),
                                true,
                                catalog.hash(),
                                split.hash(),
                                "lesion",
                                false,
                                catalog.licence(),
                                0,
                                split.counts()),
                        draft.evaluation(),
                        null,
                        List.of(),
                        null,
                        draft.exports(),
                        draft.provenance(),
                        draft.goldens(),
                        true),
                objects);
    }

    /** Of the image files as they are, so that nothing but the classifier resizes them. */
    private static double balancedAccuracy(Checkpoint checkpoint, List<LesionRecord> part) {
        Manifest manifest = checkpoint.manifest();
        try (LesionClassifier classifier = PyTorchLesionClassifier.of(
                Architectures.byId(manifest.network().architecture()),
                manifest.preprocessing(),
                checkpoint.object(ObjectNames.WEIGHTS))) {
            return ConfusionMatrix.of(new Evaluator(4)
                            .predict(
                                    classifier,
                                    new LesionImages(part, new ImageDecoder(ImageLimits.DEFAULT)),
                                    EvaluationProgress.none()))
                    .balancedAccuracy()
                    .orElseThrow();
        }
    }

    @Test
    void anEnsembleIsListedAndPromotedByTheOperator() {
        CheckpointFixtures fixtures = new CheckpointFixtures(new TinyArchitecture());
        StoredManifest one = fixtures.publish(store, 101).stored();
        StoredManifest two = fixtures.publish(store, 102).stored();
        StoredEnsemble ensemble = EnsembleFixtures.publish(store, "http", List.of(one, two), 0.75, 0.25);
        String id = ensemble.manifest().id();

        given().get("/ensembles").then().statusCode(200).body("id", hasItem(id));
        given().get("/ensembles/" + id + "/evaluation").then().statusCode(200);
        given().post("/ensembles/" + id + "/promote").then().statusCode(401);
        JobsHttp.operator()
                .post("/ensembles/" + id + "/pin")
                .then()
                .statusCode(200)
                .body("pinned", equalTo(true));
        assertThat(repository.pins().contains(ensemble.id())).isTrue();
        JobsHttp.operator()
                .post("/ensembles/" + id + "/unpin")
                .then()
                .statusCode(200)
                .body("pinned", equalTo(false));
        assertThat(repository.pins().contains(ensemble.id())).isFalse();
        JobsHttp.operator()
                .post("/ensembles/" + id + "/promote")
                .then()
                .statusCode(200)
                .body("promoted", equalTo(true))
                .body("checkpoint_id", equalTo(id));
        assertThat(repository.champion().orElseThrow().champion().ensemble()).isEqualTo(ensemble.reference());

        repository.remove(two.id(), () -> false);
        JobsHttp.operator()
                .post("/ensembles/" + id + "/promote")
                .then()
                .statusCode(409)
                .body("code", equalTo("unusable_ensemble"));
        for (String unknown :
                List.of("none", "ensemble-20200101T000000Z-abcdef", one.id().toString())) {
            given().get("/ensembles/" + unknown).then().statusCode(404).body("code", equalTo("unknown_ensemble"));
        }
        CheckpointFixtures.moveChampion(store, one);
    }

    @Test
    void aJobThatNamesWhatIsNotThereFailsAndSaysSo() throws Exception {
        String id = JobsHttp.post("""
                {"kind":"ensemble","ensemble":{"candidates":["sequential-cnn-20200101T000000Z-aaaa",
                 "sequential-cnn-20200101T000000Z-bbbb"]}}""");
        JsonPath job = JobsHttp.await(id, JobsHttp.ENDED);
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("error.code")).isEqualTo("unknown_checkpoint");
        assertThat(job.getString("error.message")).contains("sequential-cnn-20200101T000000Z-aaaa");
    }
}
