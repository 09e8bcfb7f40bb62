package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than the service can do, from one address. */
@QuarkusTest
@TestProfile(OverloadProfile.class)
class OverloadIT {
    private static final int CLIENTS = 256;
    private static final int REQUESTS = 4;
    private static final byte[] IMAGE = SampleImages.encoded("jpg");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @BeforeEach
    void serve() {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
    }

    @Test
    void answersEveryRequestOf256ClientsHonestlyAndASingleOneAfterwards() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try {
            List<Callable<List<HttpResponse<String>>>> work = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                work.add(() -> requests(number));
            }
            for (Future<List<HttpResponse<String>>> each : clients.invokeAll(work)) {
                answers.addAll(each.get());
            }
        } finally {
            clients.shutdown();
        }
        assertThat(answers).hasSize(CLIENTS * REQUESTS);
        answers.forEach(OverloadIT::assertHonest);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200).containsAnyOf(429, 503);
        assertThat(predict(null).statusCode()).isEqualTo(200);
        Service.await("an empty queue", () -> metrics().contains("dermoscope_predict_queue_length 0.0"));
    }

    /** Of every fourth client each request has two images, of every other fourth one that is useless after a millisecond. */
    private static List<HttpResponse<String>> requests(int client) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            switch (client % 4) {
                case 0 ->
                    answers.add(RawRequest.form(
                                    "/predict_batch", Multipart.image(IMAGE).file("image", "b.jpg", IMAGE))
                            .send(RestAssured.port));
                case 1 -> answers.add(predict("1"));
                default -> answers.add(predict(null));
            }
        }
        return answers;
    }

    private static void assertHonest(HttpResponse<String> answer) {
        int status = answer.statusCode();
        assertThat(status).as(answer.body()).isIn(200, 429, 503, 504);
        if (status == 429 || status == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        }
        if (status != 200) {
            assertThat(new JsonPath(answer.body()).getString("code"))
                    .isIn("too_many_requests", "overloaded", "deadline_passed");
        }
    }

    @Test
    void limitsTheRequestsInFlightOfOneAddressWhateverItSaysOfItself() throws Exception {
        try (UnfinishedRequests unfinished = new UnfinishedRequests("")) {
            for (int i = 1; i < OverloadProfile.PER_CLIENT; i++) {
                unfinished.open();
            }
            unfinished.openUntil("429", () -> predict(null).statusCode() == 429);
            long asked = System.nanoTime();
            HttpResponse<String> refused = predict(null);
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .as("held back")
                    .isGreaterThanOrEqualTo(OverloadProfile.REFUSAL_HOLD);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(new JsonPath(refused.body()).getString("code")).isEqualTo("too_many_requests");
            given().header("X-Forwarded-For", "192.0.2.7")
                    .header("Forwarded", "for=192.0.2.7")
                    .multiPart("image", "a.jpg", IMAGE)
                    .post("/predict")
                    .then()
                    .statusCode(429);
            assertThat(Service.health().getString("status")).isEqualTo("healthy");
            assertThat(metrics()).contains("dermoscope_predict_refused_total{code=\"too_many_requests\"}");
        }
        Service.await("200", () -> predict(null).statusCode() == 200);
    }

    @Test
    void refusesADeadlineThatIsNoNumberAndKeepsOneThatIs() {
        assertThat(predict("soon").statusCode()).isEqualTo(400);
        assertThat(predict("60000").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> predict(@Nullable String deadline) {
        RawRequest request = RawRequest.form("/predict", Multipart.image(IMAGE));
        return (deadline == null ? request : request.with("Dermoscope-Deadline-Ms", deadline)).send(RestAssured.port);
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
