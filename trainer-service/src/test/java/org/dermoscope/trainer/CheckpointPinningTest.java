package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
class CheckpointPinningTest {
    @Inject
    ArtifactStore store;

    private static ValidatableResponse post(CheckpointId id, String action) {
        return given().header("Authorization", "Bearer " + TrainerFolders.TOKEN)
                .post("/checkpoints/" + id + "/" + action)
                .then()
                .statusCode(200)
                .body("checkpoint_id", equalTo(id.toString()));
    }

    private static void assertPinned(CheckpointId id, boolean pinned) {
        given().get("/checkpoints").then().body("find { it.id == '" + id + "' }.pinned", equalTo(pinned));
        given().get("/checkpoints/" + id)
                .then()
                .statusCode(200)
                .body("pinned", equalTo(pinned))
                .body("id", equalTo(id.toString()))
                .body("class_order", equalTo(LesionClass.codes()))
                .body("$", hasKey("schema_version"));
    }

    @Test
    void aCheckpointIsPinnedAndUnpinnedByTheOperator() {
        CheckpointId id =
                new CheckpointFixtures(new TinyArchitecture()).publish(store, 1).id();
        assertPinned(id, false);
        post(id, "pin").body("pinned", equalTo(true));
        post(id, "pin").body("pinned", equalTo(true));
        assertPinned(id, true);
        post(id, "unpin").body("pinned", equalTo(false));
        assertPinned(id, false);
        assertThat(given().get("/checkpoints/" + id).asString()).doesNotContain("\"manifest\"");
    }
}
