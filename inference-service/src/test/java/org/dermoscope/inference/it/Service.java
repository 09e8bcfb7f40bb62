package org.dermoscope.inference.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.inference.model.ChampionFollower;
import org.dermoscope.inference.model.ModelState;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;

/** What the tests of the running service do over and over. */
final class Service {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Service() {}

    static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + ServingProfile.TOKEN);
    }

    static JsonPath health() {
        return given().get("/health").then().statusCode(200).extract().jsonPath();
    }

    static void empty(ArtifactStore store) {
        store.delete(new ArtifactKey("champion.json"));
        for (String prefix : new String[] {"checkpoints", "champion-history", "ensembles"}) {
            for (ArtifactInfo info : store.list(new ArtifactKey(prefix))) {
                store.delete(info.key());
            }
        }
    }

    /** Serves that checkpoint, published or not before, and returns when it does. */
    static void serve(ArtifactStore store, ChampionFollower follower, String label, int seed) {
        Checkpoint checkpoint = RiggedCheckpoints.publishChampion(store, label, seed);
        ModelState state = follower.reload();
        assertThat(state.model()).isEqualTo(checkpoint.id().toString());
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting: " + what, e);
            }
        }
    }
}
