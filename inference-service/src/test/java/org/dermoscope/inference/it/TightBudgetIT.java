package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.dermoscope.checkpoint.EnsembleFixtures;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.inference.SampleImages;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TightBudgetProfile.class)
class TightBudgetIT {
    @Inject
    ArtifactStore store;

    @Inject
    ChampionFollower follower;

    @Test
    void servesTheOldModelOnWhereAnEnsembleTakesTooLong() {
        Service.empty(store);
        StoredManifest one = TinyCheckpoints.of(1).publishChampion(store).stored();
        StoredManifest two = TinyCheckpoints.of(2).publish(store).stored();
        assertThat(follower.reload().model()).isEqualTo(one.id().toString());
        StoredEnsemble ensemble = EnsembleFixtures.publish(store, "slow", List.of(one, two), 0.5, 0.5);
        EnsembleFixtures.moveChampion(store, ensemble);
        Service.await("refused", () -> "degraded".equals(Service.health().getString("status")));

        JsonPath health = Service.health();
        assertThat(health.getString("reason")).contains(ensemble.manifest().id(), "dermoscope.ensemble.latency-budget");
        assertThat(health.getString("model")).isEqualTo(one.id().toString());
        assertThat(given().get("/model").jsonPath().getString("state.failed_candidate.code"))
                .isEqualTo("too_slow");
        assertThat(given().multiPart("image", "a.png", SampleImages.encoded("png"))
                        .post("/predict")
                        .jsonPath()
                        .getString("model"))
                .isEqualTo(one.id().toString());
    }
}
