package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dermoscope.architecture.Architectures;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.ServingEngine;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.model.ModelState;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class PredictionIT {
    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @BeforeEach
    void empty() {
        Service.empty(store);
    }

    @ParameterizedTest
    @ValueSource(strings = {"akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"})
    void carriesTheClassOrderFromTheLabelThroughTheManifestToTheAnswer(String label) {
        LesionClass lesion = LesionClass.ofCode(label);
        Service.serve(store, follower, label, 100 + lesion.index());
        List<String> order = given().get("/model").jsonPath().getList("class_order");
        assertThat(order).containsExactly("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc");

        JsonPath answer = predict(SampleImages.encoded("png"));

        assertThat(answer.getString("class_code")).isEqualTo(label);
        assertThat(answer.getString("class_name")).isEqualTo(lesion.displayName());
        assertThat(answer.getInt("class_index")).isEqualTo(order.indexOf(label));
        assertProbabilities(answer, RiggedCheckpoints.expected(lesion), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential-cnn", "custom-resnet", "efficientnet-lite0"})
    void givesTheProbabilitiesThatTheTrainersPathComputedForTheGoldenImages(String architecture) {
        Checkpoint checkpoint = new CheckpointFixtures(Architectures.byId(architecture)).publishChampion(store, 200);
        ModelState state = follower.reload();
        assertThat(state.model()).isEqualTo(checkpoint.id().toString());
        ServingEngine engine = ServingEngine.ofId(Objects.requireNonNull(state.engine()));
        assertThat(engine).isNotEqualTo(ServingEngine.PYTORCH);
        double tolerance = engine == ServingEngine.ONEDNN_INT8 ? engine.tolerance() : 1e-4;
        List<List<Double>> trained =
                checkpoint.manifest().export(engine).orElseThrow().goldens();
        for (int i = 0; i < trained.size(); i++) {
            double[] expected =
                    trained.get(i).stream().mapToDouble(Double::doubleValue).toArray();
            String object = checkpoint.manifest().goldens().get(i).object();
            assertProbabilities(predict(checkpoint.object(object)), new Prediction(expected), tolerance);
        }
        assertThat(given().get("/health").jsonPath().getString("engine")).isEqualTo(engine.id());
        assertThat(given().get("/q/metrics").asString()).contains("engine=\"" + engine.id() + "\"");
    }

    @Test
    void answersWithEverythingThatTheContractNames() {
        Service.serve(store, follower, "mel", 4);
        JsonPath answer = predict(SampleImages.encoded("jpg"));

        Map<String, Object> fields = answer.getMap("$");
        assertThat(fields.keySet())
                .containsExactly(
                        "class_code",
                        "class_name",
                        "class_index",
                        "confidence",
                        "all_probabilities",
                        "top_k",
                        "confidence_calibrated",
                        "melanoma_alert",
                        "melanoma_operating_point",
                        "abstained",
                        "abstention",
                        "evidence",
                        "evidence_notice",
                        "model",
                        "synthetic",
                        "data",
                        "disclaimer");
        assertThat(answer.getDouble("confidence")).isEqualTo(answer.getDouble("all_probabilities.Melanoma"));
        assertThat(answer.getList("top_k.class_code")).containsExactly("mel", "vasc", "nv");
        Map<String, Object> first = answer.getMap("top_k[0]");
        assertThat(first.keySet()).containsExactly("class_code", "class_name", "class_index", "confidence");
        assertThat(answer.getString("model")).isEqualTo("sequential-cnn-20261123T205204Z-fix004");
        assertThat(answer.getBoolean("synthetic")).isTrue();
        assertThat(answer.getString("data")).isEqualTo("synthetic sample");
        assertThat(answer.getString("disclaimer")).contains("not a medical device");
    }

    @Test
    void explainsTheMostProbableClassOrTheOneThatIsAskedFor() throws Exception {
        Service.serve(store, follower, "mel", 6);
        byte[] image = SampleImages.encoded("png");
        assertThat(predict(image).getMap("evidence")).isNull();
        JsonPath first = explained(image, "?explain=true");
        assertThat(first.getString("evidence.class_code")).isEqualTo("mel");
        JsonPath other = explained(image, "?explain_class=vasc");
        assertThat(other.getString("evidence.class_code")).isEqualTo("vasc");
        assertThat(other.getString("class_code")).isEqualTo("mel");
        for (JsonPath answer : List.of(first, other)) {
            List<List<Double>> rows = answer.getList("evidence.contributions");
            assertThat(rows).hasSize(6).allMatch(row -> row.size() == 9);
            double sum = answer.getDouble("evidence.bias")
                    + rows.stream()
                            .flatMap(List::stream)
                            .mapToDouble(Double::doubleValue)
                            .sum();
            assertThat(sum).isCloseTo(answer.getDouble("evidence.logit"), within(1e-4));
            byte[] png = Base64.getDecoder().decode(answer.getString("evidence.overlay_png"));
            RgbImage overlay = new ImageDecoder(ImageLimits.DEFAULT).decode(png);
            assertThat(overlay.width()).isEqualTo(120);
            assertThat(overlay.height()).isEqualTo(90);
        }
        given().multiPart("image", "image.png", image, "image/png")
                .post("/predict?explain_class=melanoma")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_parameter"));
    }

    private static JsonPath explained(byte[] image, String query) {
        return given().multiPart("image", "image.png", image, "image/png")
                .post("/predict" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff"})
    void readsTheImageTypesAndTheThreeRoutesAgree(String type) {
        Service.serve(store, follower, "nv", 5);
        byte[] image = SampleImages.encoded(type);
        Map<String, Object> multipart = predict(image).getMap("$");
        String text = Base64.getEncoder().encodeToString(image);
        assertThat(base64(text)).isEqualTo(multipart);
        assertThat(base64("data:image/" + type + ";base64," + text)).isEqualTo(multipart);
        List<Map<String, Object>> batch =
                batch(List.of(image, image)).jsonPath(Precision.DOUBLES).getList("$");
        assertThat(batch).containsExactly(multipart, multipart);
    }

    @Test
    void listsAsManyClassesAsAskedFor() {
        Service.serve(store, follower, "df", 3);
        for (int k = 1; k <= 7; k++) {
            Response response = given().queryParam("top_k", k)
                    .multiPart("image", "a.png", SampleImages.encoded("png"))
                    .post("/predict");
            List<Double> confidences = response.jsonPath(Precision.DOUBLES).getList("top_k.confidence", Double.class);
            assertThat(confidences).hasSize(k).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    @Test
    void answersABatchInOrderWithErrorsInTheirPlaces() {
        Service.serve(store, follower, "bcc", 1);
        byte[] good = SampleImages.encoded("png");
        JsonPath answer = batch(
                        List.of(good, new byte[0], good, new byte[] {1, 2, 3}, SampleImages.pngOfSize(20000, 20000)))
                .jsonPath();
        assertThat(answer.getList("class_code")).containsExactly("bcc", null, "bcc", null, null);
        assertThat(answer.getList("status")).containsExactly(null, 400, null, 415, 413);
        assertThat(answer.getList("code"))
                .containsExactly(null, "empty_image", null, "unsupported_image_type", "too_many_pixels");
        assertThat(answer.getString("[1].error")).isNotBlank();
    }

    @Test
    void takesSixtyFourImagesAndNotOneMore() {
        Service.serve(store, follower, "bcc", 1);
        byte[] image = SampleImages.encoded("gif");
        assertThat(batch(Collections.nCopies(64, image)).jsonPath().getList("class_code"))
                .hasSize(64)
                .containsOnly("bcc");
        Response refused = batch(Collections.nCopies(65, image));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("too_many_images");
    }

    @Test
    void takesAnImageOfExactlyTheLimitInBase64() {
        Service.serve(store, follower, "bcc", 1);
        byte[] padded = new byte[10 << 20];
        byte[] bmp = SampleImages.encoded("bmp");
        System.arraycopy(bmp, 0, padded, 0, bmp.length);
        String body = "{\"image\":\"" + Base64.getEncoder().encodeToString(padded) + "\"}";
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/predict_base64")
                .then()
                .statusCode(200);
    }

    @Test
    void ignoresTheNameThatTheClientGivesAFile() {
        Service.serve(store, follower, "bcc", 1);
        for (String name :
                new String[] {"../../../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "", "a\u0001.png"}) {
            given().multiPart("image", name, SampleImages.encoded("png"), "image/png")
                    .post("/predict")
                    .then()
                    .statusCode(200);
        }
    }

    private static void assertProbabilities(JsonPath answer, Prediction expected, double tolerance) {
        Map<String, Object> all = new LinkedHashMap<>(answer.getMap("all_probabilities"));
        assertThat(all.keySet())
                .containsExactlyElementsOf(
                        LesionClass.all().stream().map(LesionClass::displayName).toList());
        double sum = 0;
        for (LesionClass lesion : LesionClass.all()) {
            double p = answer.getDouble("all_probabilities.'" + lesion.displayName() + "'");
            assertThat(p).isCloseTo(expected.probability(lesion), within(tolerance));
            sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    private static JsonPath predict(byte[] image) {
        return given().multiPart("image", "image", image)
                .post("/predict")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES);
    }

    private static Map<String, Object> base64(String text) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("image", text))
                .post("/predict_base64")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(Precision.DOUBLES)
                .getMap("$");
    }

    private static Response batch(List<byte[]> images) {
        RequestSpecification request = given();
        images.forEach(image -> request.multiPart("image", "image", image));
        return request.post("/predict_batch");
    }
}
