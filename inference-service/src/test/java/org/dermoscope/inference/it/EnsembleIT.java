package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.dermoscope.architecture.SequentialCnn;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.EnsembleFixtures;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.Prediction;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ensembles of real networks in the running service. */
@QuarkusTest
@TestProfile(OnnxProfile.class)
class EnsembleIT {
    private static final double[] WEIGHTS = {0.75, 0.25};

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    private StoredManifest tiny;
    private StoredManifest other;
    private StoredManifest large;

    @BeforeEach
    void publishMembers() {
        Service.empty(store);
        tiny = TinyCheckpoints.of(1).publish(store).stored();
        other = TinyCheckpoints.of(2).publish(store).stored();
        large = new CheckpointFixtures(new SequentialCnn()).publish(store, 3).stored();
    }

    @Test
    void answersWithTheMeanOfNetworksOfDifferentInputSizes() {
        double[] ofTiny = probabilities(alone(tiny));
        double[] ofLarge = probabilities(alone(large));
        StoredEnsemble ensemble = serve("mean", null, List.of(tiny, large));

        JsonPath answer = predict("/predict?explain=true", "png");

        double[] mean = probabilities(answer);
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isCloseTo(0.75 * ofTiny[i] + 0.25 * ofLarge[i], within(1e-6));
        }
        assertThat(ofTiny).isNotEqualTo(ofLarge);
        assertThat(answer.getString("model")).isEqualTo(ensemble.manifest().id());
        assertThat(answer.getMap("evidence")).isNull();
        assertThat(answer.getString("evidence_notice"))
                .contains(ensemble.manifest().id());
    }

    @Test
    void answersABatchAndLeavesOutWhatCannotBeRead() {
        double[] alone = probabilities(alone(tiny));
        double[] alsoAlone = probabilities(alone(other));
        serve("batch", null, List.of(tiny, other));

        JsonPath answers = given().multiPart("image", "a.png", SampleImages.encoded("png"))
                .multiPart("image", "b.png", new byte[] {1, 2, 3})
                .multiPart("image", "c.jpg", SampleImages.encoded("jpg"))
                .multiPart("image", "d.png", SampleImages.encoded("png"))
                .post("/predict_batch")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);

        assertThat(answers.getString("[1].code")).isNotNull();
        for (int image : new int[] {0, 3}) {
            for (LesionClass lesion : LesionClass.all()) {
                assertThat(answers.getDouble("[" + image + "].all_probabilities.'" + lesion.displayName() + "'"))
                        .isCloseTo(0.75 * alone[lesion.index()] + 0.25 * alsoAlone[lesion.index()], within(1e-6));
            }
        }
        assertThat(answers.getDouble("[2].confidence")).isPositive();
    }

    @Test
    void explainsWhereItsMembersDivideTheImageAlike() {
        serve("alike", null, List.of(tiny, other));

        JsonPath answer = predict("/predict?explain=true", "png");

        List<List<Double>> rows = answer.getList("evidence.contributions");
        double sum = answer.getDouble("evidence.bias")
                + rows.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .sum();
        assertThat(sum).isCloseTo(answer.getDouble("evidence.logit"), within(1e-4));
        assertThat(answer.<Object>get("evidence_notice")).isNull();
    }

    @Test
    void calibratesTheMean() {
        serve("plain", null, List.of(tiny, other));
        Prediction plain = new Prediction(probabilities(predict("/predict", "png")));
        serve("warm", new Calibration(2, 140, 1.2, 1.1, 0.08, 0.02), List.of(tiny, other));

        JsonPath answer = predict("/predict", "png");

        assertThat(probabilities(answer)).containsExactly(plain.atTemperature(2).probabilities(), within(1e-6));
        assertThat(answer.getBoolean("confidence_calibrated")).isTrue();
    }

    @Test
    void saysThatItIsAnEnsembleAndOfWhat() {
        StoredEnsemble ensemble = serve("said", null, List.of(tiny, other));

        JsonPath health = Service.health();
        assertThat(health.getString("status")).isEqualTo("healthy");
        assertThat(health.getString("model")).isEqualTo(ensemble.manifest().id());
        assertThat(health.getString("engine")).isEqualTo("onnx");
        assertThat(health.getList("members.checkpoint_id"))
                .containsExactly(tiny.id().toString(), other.id().toString());
        assertThat(health.getList("members.weight", Double.class)).containsExactly(0.75, 0.25);

        JsonPath model = given().get("/model").then().statusCode(200).extract().jsonPath();
        assertThat(model.getString("id")).isEqualTo(ensemble.manifest().id());
        assertThat(model.getList("members.manifest_sha256")).containsExactly(tiny.sha256(), other.sha256());
        assertThat(model.getString("selection.method")).isNotEmpty();
        assertThat(model.getString("state.model")).isEqualTo(ensemble.manifest().id());
        assertThat(model.getString("disclaimer")).contains("not a medical device");

        assertThat(given().get("/v2/models/dermoscope").jsonPath().getList("versions", String.class))
                .containsExactly(ensemble.manifest().id());
        assertThat(given().get("/q/metrics").asString())
                .contains("model=\"" + ensemble.manifest().id() + "\"");
    }

    @Test
    void rollsBackToAnEnsembleByItsId() {
        StoredEnsemble ensemble = serve("back", null, List.of(tiny, other));
        alone(tiny);

        rollback(ensemble.manifest().id()).then().statusCode(200);

        assertThat(predict("/predict", "png").getString("model"))
                .isEqualTo(ensemble.manifest().id());
        rollback("ensemble-20200101T000000Z-abcd").then().statusCode(404);
        rollback("ensemble-yesterday").then().statusCode(400);
    }

    private static Response rollback(String id) {
        RequestSpecification operator = Service.operator();
        return operator.contentType("application/json")
                .body(Map.of("checkpoint_id", id))
                .post("/model/rollback");
    }

    private StoredEnsemble serve(String run, @Nullable Calibration calibration, List<StoredManifest> members) {
        StoredEnsemble ensemble =
                EnsembleFixtures.publish(store, EnsembleFixtures.draft(run, members, calibration, WEIGHTS));
        EnsembleFixtures.moveChampion(store, ensemble);
        assertThat(follower.reload().model()).isEqualTo(ensemble.manifest().id());
        return ensemble;
    }

    /** What a member answers by itself. */
    private JsonPath alone(StoredManifest member) {
        CheckpointFixtures.moveChampion(store, member);
        assertThat(follower.reload().model()).isEqualTo(member.id().toString());
        return predict("/predict", "png");
    }

    private static JsonPath predict(String path, String format) {
        return given().multiPart("image", "a." + format, SampleImages.encoded(format))
                .post(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
    }

    private static double[] probabilities(JsonPath answer) {
        return LesionClass.all().stream()
                .mapToDouble(lesion -> answer.getDouble("all_probabilities.'" + lesion.displayName() + "'"))
                .toArray();
    }
}
