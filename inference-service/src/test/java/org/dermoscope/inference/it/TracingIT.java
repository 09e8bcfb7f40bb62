package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;

/** Tracing switched on by settings alone, and what a receiver on the network gets. */
@QuarkusTest
@TestProfile(TracingProfile.class)
@QuarkusTestResource(value = TraceReceiver.class, restrictToAnnotatedClass = true)
class TracingIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final List<String> STAGES = List.of("wait to decode", "decode", "queue", "pass", "answer");

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Test
    void sendsASpanForEveryStageOfARequestInTheCallersTrace() {
        Service.empty(store);
        TinyCheckpoints.of(1).publishChampion(store);
        assertThat(follower.reload().model()).isNotNull();
        given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .multiPart("image", "a.png", SampleImages.encoded("png"))
                .post("/predict")
                .then()
                .statusCode(200);
        for (String stage : STAGES) {
            Service.await("the span '" + stage + "'", () -> TraceReceiver.spans(TRACE, stage) == 1);
        }
        Service.await("the request's own span", () -> TraceReceiver.spans(TRACE, "POST /predict") == 1);
        assertThat(TraceReceiver.spans(TRACE, "no such stage")).isZero();
    }
}
