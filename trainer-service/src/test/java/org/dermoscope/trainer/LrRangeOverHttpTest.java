package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
class LrRangeOverHttpTest {
    private static void assertRefused(String path, int status, String code) {
        given().get(path)
                .then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("code", equalTo(code));
    }

    @Test
    void aRangeTestIsPostedFollowedAndRead() throws Exception {
        String id = JobsHttp.post("""
                {"kind":"lr_range_test","architecture":"sequential-cnn","batch_size":8,
                 "lr_range":{"min_learning_rate":0.00001,"max_learning_rate":0.1,"steps":20}}""");
        JsonPath job = JobsHttp.await(id, JobsHttp.ENDED);

        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
        assertThat(job.getString("kind")).isEqualTo("lr_range_test");
        assertThat(job.getInt("steps")).isEqualTo(20);
        assertThat(job.getString("checkpoint_id")).isNull();
        JsonPath result = given().get("/jobs/" + id + "/lr-range.json")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .jsonPath();
        assertThat(result.<Float>get("result.suggested_learning_rate"))
                .isEqualTo(job.<Float>get("metrics.suggested_learning_rate"));
        List<Double> rates = result.getList("result.steps.learning_rate", Double.class);
        assertThat(rates).hasSize(job.getInt("metrics.steps")).isSorted().startsWith(1e-5);
        assertThat(result.getString("rule")).contains("falls steepest");
        byte[] chart = given().get("/jobs/" + id + "/lr-range.png")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(chart)).getWidth()).isEqualTo(1300);
        assertRefused("/jobs/" + id + "/lr-range.svg", 404, "unknown_route");
    }

    @Test
    void aJobWithoutAResultSaysWhy() throws Exception {
        assertRefused("/jobs/none/lr-range.json", 404, "unknown_job");
        String test = JobsHttp.post(
                "{\"kind\":\"lr_range_test\",\"architecture\":\"sequential-cnn\",\"lr_range\":{\"steps\":10000}}");
        String training = JobsHttp.post("{\"architecture\":\"sequential-cnn\"}");
        assertRefused("/jobs/" + test + "/lr-range.png", 409, "no_result");
        assertRefused("/jobs/" + training + "/lr-range.json", 404, "no_range_test");
        JobsHttp.operator()
                .post("/jobs/" + training + "/cancel")
                .then()
                .statusCode(202)
                .body("state", equalTo("CANCELLED"));
        JobsHttp.operator().post("/jobs/" + test + "/cancel").then().statusCode(202);
        JobsHttp.await(test, Set.of("CANCELLED"));
    }
}
