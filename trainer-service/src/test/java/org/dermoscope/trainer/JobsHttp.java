package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Set;

/** What a client of the trainer does. */
final class JobsHttp {
    static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "INTERRUPTED");

    private JobsHttp() {}

    static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TrainerFolders.TOKEN);
    }

    /** Posts a request that must be accepted; returns the job's id. */
    static String post(String request) {
        return operator()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    static JsonPath get(String id) {
        return given().get("/jobs/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Waits until the job is in one of the states. */
    static JsonPath await(String id, Set<String> states) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        JsonPath job = get(id);
        while (!states.contains(job.getString("state"))) {
            assertThat(System.nanoTime()).as("still " + job.getString("state")).isLessThan(limit);
            Thread.sleep(100);
            job = get(id);
        }
        return job;
    }
}
