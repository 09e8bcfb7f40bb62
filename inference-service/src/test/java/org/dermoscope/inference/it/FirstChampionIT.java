package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FirstChampionProfile.class)
class FirstChampionIT {
    private static final byte[] IMAGE = SampleImages.encoded("png");

    @Inject
    ArtifactStore store;

    @Test
    void startsWithoutAChampionSaysSoAndPicksUpTheFirstOne() {
        Service.empty(store);
        Service.await("the first look", () -> given().get("/q/health/started").statusCode() == 200);
        given().get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("no_model"))
                .body("service", equalTo("skin_cancer_detection"))
                .body("reason", equalTo("No champion is published yet"))
                .body("model", nullValue());
        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/v2/health/live").then().statusCode(200);
        given().get("/v2/health/ready").then().statusCode(503).body("ready", equalTo(false));
        given().get("/v2/models/dermoscope/ready").then().statusCode(503).body("ready", equalTo(false));
        given().get("/v2/models/dermoscope").then().statusCode(200).body("versions", empty());
        given().get("/model").then().statusCode(503).body("code", equalTo("no_model"));
        String retryAfter = given().multiPart("image", "a.png", IMAGE)
                .post("/predict")
                .then()
                .statusCode(503)
                .body("code", equalTo("no_model"))
                .extract()
                .header("Retry-After");
        assertThat(retryAfter).isEqualTo("5");

        Checkpoint first = RiggedCheckpoints.publishChampion(store, "df", 3);
        Service.await("the first champion", () -> given().get("/q/health/ready").statusCode() == 200);
        assertThat(Service.health().getString("model")).isEqualTo(first.id().toString());
        given().multiPart("image", "a.png", IMAGE)
                .post("/predict")
                .then()
                .statusCode(200)
                .body("class_code", equalTo("df"));
    }

    @Test
    void allowsTheConfiguredOriginAndNoOther() {
        String allowed = given().header("Origin", FirstChampionProfile.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .options("/predict")
                .header("Access-Control-Allow-Origin");
        assertThat(allowed).isEqualTo(FirstChampionProfile.ORIGIN);
        String other = given().header("Origin", "https://elsewhere.example")
                .get("/health")
                .header("Access-Control-Allow-Origin");
        assertThat(other).isNull();
    }
}
