package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dermoscope.observability.LiveMetrics;
import org.dermoscope.observability.ObservabilityFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
class TrainerApiTest {
    private static final String LONG_JOB = "{\"architecture\":\"custom-resnet\",\"epochs\":10000}";

    static Stream<Arguments> refusedRequests() {
        return Stream.of(
                arguments("", ContentType.JSON, 400, "malformed_json"),
                arguments("[]", ContentType.JSON, 400, "malformed_json"),
                arguments("\"x\"", ContentType.JSON, 400, "malformed_json"),
                arguments("{\"architecture\":", ContentType.JSON, 400, "malformed_json"),
                arguments("{\"architecture\":\"a\",\"architecture\":\"b\"}", ContentType.JSON, 400, "malformed_json"),
                arguments("{} {}", ContentType.JSON, 400, "malformed_json"),
                arguments("{}", ContentType.JSON, 400, "missing_field"),
                arguments("{\"architecture\":\"resnet50\"}", ContentType.JSON, 400, "unknown_architecture"),
                arguments("{\"architecture\":\"sequential-cnn\",\"x\":1}", ContentType.JSON, 400, "unknown_field"),
                arguments("{\"architecture\":\"sequential-cnn\",\"epochs\":0}", ContentType.JSON, 400, "invalid_value"),
                arguments(
                        "{\"architecture\":\"sequential-cnn\",\"data\":{\"path\":\"/etc\"}}",
                        ContentType.JSON,
                        400,
                        "data_path_outside_roots"),
                arguments("x".repeat(2_000_000), ContentType.JSON, 413, "body_too_large"),
                arguments("architecture=sequential-cnn", ContentType.URLENC, 415, "unsupported_content_type"),
                arguments("sequential-cnn", ContentType.TEXT, 415, "unsupported_content_type"));
    }

    @ParameterizedTest
    @MethodSource("refusedRequests")
    void aRequestThatIsNoJobIsRefusedInJson(String body, ContentType type, int status, String code) {
        JobsHttp.operator()
                .contentType(type)
                .body(body)
                .post("/jobs")
                .then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("code", equalTo(code))
                .body("error", notNullValue());
    }

    @ParameterizedTest
    @MethodSource("missing")
    void whatIsNotThereIsAnsweredInJson(String method, String path, int status, String code) {
        given().header("Authorization", "Bearer " + TrainerFolders.TOKEN)
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("code", equalTo(code));
    }

    @Test
    void everyAnswerHasARequestId() {
        given().header("X-Request-ID", "job-3").get("/jobs").then().header("X-Request-ID", equalTo("job-3"));
        given().get("/nothing").then().header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void everyMetricThatDashboardAndAlertsUseIsThere() {
        given().get("/jobs").then().statusCode(200);
        LiveMetrics live = LiveMetrics.of(given().get("/q/metrics").asString());
        assertThat(ObservabilityFiles.expressions("grafana/dermoscope-trainer.json"))
                .hasSizeGreaterThan(5)
                .allSatisfy(expression -> assertThat(live.missing(expression)).isEmpty());
        assertThat(ObservabilityFiles.expressions("prometheus/alerts-trainer.yml"))
                .hasSizeGreaterThan(1)
                .allSatisfy(expression -> assertThat(live.missing(expression)).isEmpty());
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("GET", "/jobs/none", 404, "unknown_job"),
                arguments("GET", "/jobs/none/events", 404, "unknown_job"),
                arguments("POST", "/jobs/none/cancel", 404, "unknown_job"),
                arguments("GET", "/checkpoints/none", 404, "unknown_checkpoint"),
                arguments("GET", "/checkpoints/..%2F..%2Fjobs", 404, "unknown_checkpoint"),
                arguments("GET", "/checkpoints/sequential-cnn-20200101T000000Z-abcdef", 404, "unknown_checkpoint"),
                arguments("GET", "/checkpoints/none/evaluation", 404, "unknown_checkpoint"),
                arguments("POST", "/checkpoints/none/promote", 404, "unknown_checkpoint"),
                arguments(
                        "POST",
                        "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/promote",
                        404,
                        "unknown_checkpoint"),
                arguments("POST", "/checkpoints/none/pin", 404, "unknown_checkpoint"),
                arguments("POST", "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/pin", 404, "unknown_checkpoint"),
                arguments(
                        "POST", "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/unpin", 404, "unknown_checkpoint"),
                arguments("GET", "/nothing", 404, "unknown_route"),
                arguments("DELETE", "/jobs", 405, "method_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs",
                "/jobs/none/cancel",
                "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/promote",
                "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/pin",
                "/checkpoints/sequential-cnn-20200101T000000Z-abcdef/unpin"
            })
    void whatChangesSomethingNeedsTheOperatorsToken(String path) {
        given().post(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("token_required"));
        given().header("Authorization", "Bearer another-token-than-ours")
                .post(path)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_token"));
    }

    @Test
    void architecturesTellTheirParametersInputAndRecipe() {
        given().get("/architectures")
                .then()
                .statusCode(200)
                .body("id", hasItems("sequential-cnn", "custom-resnet", "efficientnet-lite0", "densenet121"))
                .body("parameters[0]", equalTo(1_356_480))
                .body("parameters[1]", equalTo(2_493_024))
                .body("input[0].height", equalTo(90))
                .body("input[0].width", equalTo(120))
                .body("find { it.id == 'custom-resnet' }.precisions", equalTo(List.of("bf16", "fp32")))
                .body("find { it.id == 'mobilenet-v2' }.precisions", equalTo(List.of("fp32")))
                .body("recipe[0].batch_size", equalTo(64))
                .body("recipe[0].optimizer.kind", equalTo("adam"))
                .body("recipe[1].schedule.mode", equalTo("triangular"));
    }

    @Test
    void jobsAreQueuedUpToTheCapacityAndCancelled() throws Exception {
        String running = JobsHttp.post(LONG_JOB);
        JobsHttp.await(running, Set.of("RUNNING"));
        List<String> queued = List.of(JobsHttp.post(LONG_JOB), JobsHttp.post(LONG_JOB));
        JobsHttp.operator()
                .contentType(ContentType.JSON)
                .body(LONG_JOB)
                .post("/jobs")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("60"))
                .body("code", equalTo("queue_full"));
        given().get("/jobs").then().body("id", hasItem(running)).body("state", hasItem("QUEUED"));
        for (String id : queued) {
            JobsHttp.operator()
                    .post("/jobs/" + id + "/cancel")
                    .then()
                    .statusCode(202)
                    .body("state", equalTo("CANCELLED"));
            JobsHttp.operator()
                    .post("/jobs/" + id + "/cancel")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("job_ended"));
        }
        JobsHttp.operator().post("/jobs/" + running + "/cancel").then().statusCode(202);
        JsonPath ended = JobsHttp.await(running, JobsHttp.ENDED);
        assertThat(ended.getString("state")).isEqualTo("CANCELLED");
        assertThat(ended.getString("error.code")).isEqualTo("cancelled");
    }

    @Test
    void badDataFailsTheJobAndSaysWhatIsWrong() throws Exception {
        String folder = System.getProperty("java.io.tmpdir");
        String roots = org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("dermoscope.data-roots", String.class);
        assertThat(roots).startsWith(folder);
        String id = JobsHttp.post("{\"architecture\":\"sequential-cnn\",\"data\":{\"path\":\"" + roots + "/broken\"}}");
        JsonPath job = JobsHttp.await(id, JobsHttp.ENDED);
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("error.code")).isEqualTo("missing_images");
        assertThat(job.getString("error.message")).contains("2 of 2 rows");
    }

    @Test
    void aPostedJobIsAcceptedWithItsAddressAndItsWholeConfig() {
        Response answer =
                JobsHttp.operator().contentType(ContentType.JSON).body(LONG_JOB).post("/jobs");
        String id = answer.path("id");
        answer.then()
                .statusCode(202)
                .header("Location", endsWith("/jobs/" + id))
                .body("state", equalTo("QUEUED"))
                .body("architecture", equalTo("custom-resnet"))
                .body("epochs", equalTo(10000))
                .body("config.split.by", equalTo("lesion"))
                .body("config.seed", equalTo(42))
                .body("config.data.sample", equalTo(true));
        JobsHttp.operator().post("/jobs/" + id + "/cancel").then().statusCode(202);
    }

    @Test
    void healthMetricsAndOpenApiAnswer() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("store"))
                .body("checks.data.location", notNullValue());
        given().get("/q/metrics").then().statusCode(200).body(containsString("dermoscope_jobs{state=\"running\"}"));
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/jobs/{id}/events"))
                .body("components.schemas.JobAnswer.properties.keySet()", hasItem("images_per_second"))
                .body("paths.'/checkpoints/{id}'.get.responses.'200'.toString()", containsString("pinned"));
    }
}
