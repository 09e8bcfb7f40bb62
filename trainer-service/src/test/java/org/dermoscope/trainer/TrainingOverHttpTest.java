package org.dermoscope.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.classify.CheckpointLoader;
import org.dermoscope.classify.EngineSettings;
import org.dermoscope.classify.LesionClassifier;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.sample.SampleDataSet;
import org.dermoscope.sample.SampleSpec;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TrainerFolders.class)
class TrainingOverHttpTest {
    @Inject
    CheckpointRepository repository;

    private static List<String> lines(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    @Test
    void aJobOnTheSampleTrainsPublishesAndBecomesChampion() throws Exception {
        String id = JobsHttp.post("{\"architecture\":\"sequential-cnn\",\"epochs\":2,\"batch_size\":8}");

        // Replays what was, follows, and ends with the job.
        String events = given().get("/jobs/" + id + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonPath job = JobsHttp.get(id);

        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
        assertThat(job.getInt("epoch")).isEqualTo(2);
        assertThat(job.getInt("metrics.epoch")).isEqualTo(2);
        assertThat(job.getBoolean("promotion.promoted")).isTrue();
        assertThat(job.getString("promotion.rule")).isEqualTo("first_champion");
        assertThat(lines(events, "data:").get(0)).contains("\"state\":\"QUEUED\"");
        List<String> names = new ArrayList<>(lines(events, "event:"));
        assertThat(names).contains("stage", "step").startsWith("state", "state").endsWith("state");
        assertThat(names.stream().filter("epoch"::equals)).hasSize(2);
        assertCheckpoint(job.getString("checkpoint_id"));
        assertEventsAgain(id, events);
    }

    private void assertCheckpoint(String checkpoint) {
        given().get("/checkpoints")
                .then()
                .statusCode(200)
                .body("find { it.id == '" + checkpoint + "' }.champion", equalTo(true))
                .body("find { it.id == '" + checkpoint + "' }.synthetic", equalTo(true));
        given().get("/checkpoints/" + checkpoint)
                .then()
                .statusCode(200)
                .body("class_order", equalTo(LesionClass.codes()))
                .body("data.name", equalTo("synthetic sample"))
                .body("objects.keySet()", hasItem("training-curves.png"))
                .body("provenance.versions.keySet()", hasItem("pytorch"));
        given().get("/checkpoints/" + checkpoint + "/evaluation")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("checkpoint_id", equalTo(checkpoint))
                .body("validation.balanced_accuracy.keySet()", hasItems("value", "low", "high"));
        given().header("Authorization", "Bearer " + TrainerFolders.TOKEN)
                .post("/checkpoints/" + checkpoint + "/promote")
                .then()
                .statusCode(200)
                .body("promoted", equalTo(true));
        CheckpointLoader loader = new CheckpointLoader(EngineSettings.AUTO, new ImageDecoder(ImageLimits.DEFAULT));
        try (LesionClassifier classifier =
                loader.load(repository.open(CheckpointId.parse(checkpoint))).classifier()) {
            assertThat(classifier.classify(List.of(SampleDataSet.heldOutImage(LesionClass.MEL, SampleSpec.DEFAULT))))
                    .hasSize(1);
        }
    }

    /** Kept events come again, those before Last-Event-ID excepted. */
    private static void assertEventsAgain(String id, String events) {
        String again = given().get("/jobs/" + id + "/events").asString();
        List<String> kept = lines(events, "event:").stream()
                .filter(name -> !name.equals("step"))
                .toList();
        assertThat(lines(again, "event:")).isEqualTo(kept);
        assertThat(lines(again, "id:")).doesNotHaveDuplicates().startsWith("1", "2");
        String rest = given().header("Last-Event-ID", kept.size() - 1)
                .get("/jobs/" + id + "/events")
                .asString();
        assertThat(lines(rest, "data:")).singleElement().asString().contains("SUCCEEDED");
        given().header("Last-Event-ID", "x")
                .get("/jobs/" + id + "/events")
                .then()
                .statusCode(400);
    }
}
