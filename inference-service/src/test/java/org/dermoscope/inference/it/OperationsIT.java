package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.observability.LiveMetrics;
import org.dermoscope.observability.ObservabilityFiles;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators and client authors look at. */
@QuarkusTest
@TestProfile(ServingProfile.class)
class OperationsIT {
    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @BeforeEach
    void serve() {
        Service.empty(store);
        Service.serve(store, follower, "vasc", 6);
    }

    @Test
    void showsTheManifestOfWhatIsServedWithThePointer() {
        given().get("/model")
                .then()
                .statusCode(200)
                .body("id", equalTo("sequential-cnn-20261123T205206Z-fix006"))
                .body("schema_version", equalTo(1))
                .body("network.parameters", equalTo(1356480))
                .body("preprocessing.resampling", equalTo("antialiased-triangle"))
                .body("state.status", equalTo("healthy"))
                .body("state.champion.members[0].checkpoint_id", equalTo("sequential-cnn-20261123T205206Z-fix006"))
                .body("state.champion.automatic_promotion", equalTo(true));
    }

    @Test
    void measuresDecodingQueueAndInferenceApartAndCountsClasses() {
        given().multiPart("image", "a.png", SampleImages.encoded("png"))
                .post("/predict")
                .then()
                .statusCode(200);
        given().multiPart("image", "a.png", new byte[] {1})
                .post("/predict")
                .then()
                .statusCode(415);
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("dermoscope_predict_decode_seconds_count")
                .contains("dermoscope_predict_queue_seconds_count{stage=\"decode\"}")
                .contains("dermoscope_predict_queue_seconds_count{stage=\"pass\"}")
                .contains("dermoscope_predict_queue_length 0.0")
                .contains("dermoscope_predict_inference_seconds_count")
                .contains("dermoscope_predict_batch_size_count")
                .contains("dermoscope_predictions_total{class=\"vasc\"}")
                .contains("dermoscope_predict_refused_total{code=\"unsupported_image_type\"}")
                .contains("dermoscope_model_status{status=\"healthy\"} 1.0")
                .containsPattern(
                        "dermoscope_model_info\\{[^}]*model=\"sequential-cnn-20261123T205206Z-fix006\"[^}]*} 1.0");
        assertThat(metrics.lines().filter(line -> line.startsWith("dermoscope_model_info{")))
                .hasSize(1);
    }

    @Test
    void echoesACleanRequestIdInAnswersAndRefusals() {
        for (String path : List.of("/health", "/model", "/nothing", "/q/metrics", "/v2", "/predict")) {
            given().header("X-Request-ID", "operator-17")
                    .get(path)
                    .then()
                    .header("X-Request-ID", equalTo("operator-17"));
            given().header("X-Request-ID", "<b>")
                    .get(path)
                    .then()
                    .header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"));
        }
    }

    @Test
    void hasEveryMetricThatDashboardAndAlertsUse() {
        given().multiPart("image", "a.png", SampleImages.encoded("png")).post("/predict");
        given().multiPart("image", "a.png", new byte[] {1}).post("/predict");
        LiveMetrics live = LiveMetrics.of(given().get("/q/metrics").asString());
        assertThat(ObservabilityFiles.expressions("grafana/dermoscope-inference.json"))
                .hasSizeGreaterThan(20)
                .allSatisfy(expression -> assertThat(live.missing(expression)).isEmpty());
        assertThat(ObservabilityFiles.expressions("prometheus/alerts-inference.yml"))
                .hasSizeGreaterThan(5)
                .allSatisfy(expression -> assertThat(live.missing(expression)).isEmpty());
    }

    @Test
    void describesEveryRouteWithAnExample() {
        JsonPath document = given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths.keySet())
                .containsExactlyInAnyOrder(
                        "/predict",
                        "/predict_base64",
                        "/predict_batch",
                        "/health",
                        "/model",
                        "/model/reload",
                        "/model/rollback",
                        "/v2",
                        "/v2/health/live",
                        "/v2/health/ready",
                        "/v2/models/{model}",
                        "/v2/models/{model}/ready",
                        "/v2/models/{model}/infer",
                        "/v2/models/{model}/versions/{version}",
                        "/v2/models/{model}/versions/{version}/ready",
                        "/v2/models/{model}/versions/{version}/infer");
        paths.forEach((path, operations) -> operations.forEach((method, operation) ->
                assertThat(String.valueOf(operation.get("responses"))).as(path).contains("examples=")));
        Map<String, Object> properties = document.getMap("components.schemas.PredictionAnswer.properties");
        assertThat(properties.keySet()).contains("class_code", "all_probabilities", "top_k");
        List<Map<String, Object>> parameters = document.getList("paths.'/predict'.post.parameters");
        assertThat(parameters)
                .extracting(p -> p.get("name") + " in " + p.get("in"))
                .containsExactlyInAnyOrder(
                        "top_k in query",
                        "explain in query",
                        "explain_class in query",
                        "Dermoscope-Deadline-Ms in header");
        for (String path : List.of("/predict", "/predict_base64", "/predict_batch")) {
            Map<String, Object> responses = document.getMap("paths.'" + path + "'.post.responses");
            assertThat(responses.keySet()).as(path).contains("429", "503", "504");
        }
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void sendsNoCorsHeadersUnlessSwitchedOn() {
        assertThat(given().header("Origin", "https://elsewhere.example")
                        .get("/health")
                        .headers())
                .noneMatch(header -> header.getName().toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
}
