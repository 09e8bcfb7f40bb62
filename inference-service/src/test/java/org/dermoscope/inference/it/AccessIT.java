package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dermoscope.access.RouteRoles;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.wire.client.AccessToken;
import org.dermoscope.wire.client.ClientConfig;
import org.dermoscope.wire.client.InferenceClient;
import org.junit.jupiter.api.Test;

/** Who may do what, and what the log keeps of it. */
@QuarkusTest
@TestProfile(ClosedProfile.class)
class AccessIT {
    private static final byte[] IMAGE = SampleImages.encoded("png");
    private static final String WRONG = "token-that-nobody-has-3e77";
    private static final int WINDOW = 32;

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static URI service() {
        return URI.create("http://127.0.0.1:" + RestAssured.port);
    }

    @Test
    void everyRouteIsGuardedByItsRole() throws Exception {
        List<String> looking = List.of("operate", "predict", "read");
        assertThat(new RouteRoles(
                                service(),
                                Map.of(
                                        "predict", ClosedProfile.PREDICT,
                                        "read", ClosedProfile.READ,
                                        "operate", ClosedProfile.OPERATE))
                        .find())
                .isEqualTo(Map.ofEntries(
                        Map.entry("GET /health", List.of("open")),
                        Map.entry("GET /model", looking),
                        Map.entry("POST /model/reload", List.of("operate")),
                        Map.entry("POST /model/rollback", List.of("operate")),
                        Map.entry("POST /predict", List.of("predict")),
                        Map.entry("POST /predict_base64", List.of("predict")),
                        Map.entry("POST /predict_batch", List.of("predict")),
                        Map.entry("GET /v2", looking),
                        Map.entry("GET /v2/health/live", List.of("open")),
                        Map.entry("GET /v2/health/ready", List.of("open")),
                        Map.entry("GET /v2/models/{model}", looking),
                        Map.entry("GET /v2/models/{model}/ready", looking),
                        Map.entry("POST /v2/models/{model}/infer", List.of("predict")),
                        Map.entry("GET /v2/models/{model}/versions/{version}", looking),
                        Map.entry("GET /v2/models/{model}/versions/{version}/ready", looking),
                        Map.entry("POST /v2/models/{model}/versions/{version}/infer", List.of("predict"))));
    }

    @Test
    void aClientWithATokenIsAnswered() {
        Service.empty(store);
        Service.serve(store, follower, "vasc", 6);
        InferenceClient client =
                new InferenceClient(ClientConfig.of(service()).withToken(AccessToken.of(ClosedProfile.PREDICT)));
        assertThat(client.predict(IMAGE).classCode()).isEqualTo("vasc");
        assertThat(client.model().id()).contains("fix006");
    }

    /** At the level that tells most, what goes well and what does not. */
    @Test
    void neitherTokensNorImagesReachTheLog() throws IOException {
        Service.empty(store);
        Service.serve(store, follower, "vasc", 6);
        String base64 = Base64.getEncoder().encodeToString(IMAGE);
        with(ClosedProfile.PREDICT)
                .multiPart("image", "a.png", IMAGE)
                .post("/predict")
                .then()
                .statusCode(200);
        for (String body : List.of(
                "{\"image\":\"" + base64 + "\"}",
                "{\"image\":\"" + base64 + "!\"}",
                "{\"image\":\"" + base64,
                "{\"picture\":\"" + base64 + "\"}")) {
            with(ClosedProfile.PREDICT)
                    .contentType("application/json")
                    .body(body)
                    .post("/predict_base64")
                    .then()
                    .statusCode(body.endsWith("\"}") && !body.contains("!") && !body.contains("picture") ? 200 : 400);
        }
        with(ClosedProfile.PREDICT)
                .contentType("application/json")
                .body("{\"image\":\"" + base64 + "\"}")
                .post("/predict_base64?token=" + ClosedProfile.PREDICT)
                .then()
                .statusCode(400);
        with(ClosedProfile.PREDICT)
                .multiPart("image", "a.png", base64.getBytes(StandardCharsets.US_ASCII))
                .post("/predict")
                .then()
                .statusCode(415);
        with(ClosedProfile.READ).post("/model/reload").then().statusCode(403);
        with(ClosedProfile.OPERATE).post("/model/reload").then().statusCode(200);
        with(WRONG).post("/model/reload").then().statusCode(401).body("code", equalTo("invalid_token"));
        given().header("Authorization", "Basic " + WRONG).get("/model").then().statusCode(401);

        String log = Files.readString(ClosedProfile.LOG);
        assertThat(log)
                .as("what happened is there")
                .contains("DEBUG", "POST /predict_base64 200", "POST /model/reload by pipeline")
                .doesNotContain(ClosedProfile.PREDICT, ClosedProfile.READ, ClosedProfile.OPERATE, WRONG);
        for (int i = 0; i + WINDOW <= base64.length(); i += WINDOW) {
            assertThat(log).doesNotContain(base64.substring(i, i + WINDOW));
        }
    }
}
