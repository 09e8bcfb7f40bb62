package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServingProfile.class)
class MalformedRequestIT {
    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Test
    void refusesEveryMalformedRequestWithItsStatusAndBodyAndAnswersAfterwards() {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
        List<MalformedRequests.Case> cases = MalformedRequests.all().toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);

        SoftAssertions all = new SoftAssertions();
        for (MalformedRequests.Case each : cases) {
            HttpResponse<String> response = each.request().send(RestAssured.port);
            all.assertThat(response.statusCode() + " " + code(response))
                    .as(each.name())
                    .isEqualTo(each.status() + " " + each.code());
            all.assertThat(response.body()).as(each.name()).doesNotContain("Exception", "java.", "\tat ");
            given().multiPart("image", "a.png", SampleImages.encoded("png"))
                    .post("/predict")
                    .then()
                    .statusCode(200);
        }
        all.assertAll();
    }

    private static String code(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        if (!type.startsWith("application/json")) {
            return type + ": " + response.body();
        }
        JsonPath answer = new JsonPath(response.body());
        return answer.getString("error") == null || answer.getString("error").isBlank()
                ? "no error: " + response.body()
                : answer.getString("code");
    }
}
