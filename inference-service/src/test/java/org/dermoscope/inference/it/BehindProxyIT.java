package org.dermoscope.inference.it;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;

/** Clients told apart by a proxy that Quarkus is told to believe. */
@QuarkusTest
@TestProfile(BehindProxyProfile.class)
class BehindProxyIT {
    private static final String HEADER = "X-Forwarded-For";

    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Test
    void limitsEachClientThatTheProxyNames() throws Exception {
        Service.empty(store);
        Service.serve(store, follower, "mel", 4);
        try (UnfinishedRequests unfinished = new UnfinishedRequests(HEADER + ": 192.0.2.1\r\n")) {
            unfinished.openUntil("429 for the same client", () -> predict("192.0.2.1") == 429);
            Service.await("200 for another", () -> predict("192.0.2.2") == 200);
        }
        Service.await("200 for the same client", () -> predict("192.0.2.1") == 200);
    }

    private static int predict(String client) {
        return RawRequest.form("/predict", Multipart.image(SampleImages.encoded("png")))
                .with(HEADER, client)
                .send(RestAssured.port)
                .statusCode();
    }
}
