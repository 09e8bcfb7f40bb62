package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.RequiresMinio;
import org.junit.jupiter.api.Test;

@RequiresMinio
@QuarkusTest
@TestProfile(MinioProfile.class)
class MinioHotLoadIT {
    @Inject
    ArtifactStore store;

    @Test
    void picksUpTheFirstChampionSwapsToTheNextAndRollsBack() {
        assertThat(store.location()).startsWith("http://");
        Service.await("the first look", () -> given().get("/q/health/started").statusCode() == 200);
        given().get("/health").then().body("status", equalTo("no_model"));

        Checkpoint first = RiggedCheckpoints.publishChampion(store, "akiec", 0);
        awaitAnswer("akiec");
        RiggedCheckpoints.publishChampion(store, "vasc", 6);
        awaitAnswer("vasc");
        Service.operator()
                .contentType("application/json")
                .body(Map.of("checkpoint_id", first.id().toString()))
                .post("/model/rollback")
                .then()
                .statusCode(200)
                .body("status", equalTo("healthy"))
                .body("champion.promoted_by", equalTo("rollback"));
        awaitAnswer("akiec");
    }

    private static void awaitAnswer(String code) {
        byte[] image = SampleImages.encoded("png");
        Service.await(
                "an answer of " + code,
                () -> code.equals(given().multiPart("image", "a.png", image)
                        .post("/predict")
                        .jsonPath()
                        .getString("class_code")));
    }
}
