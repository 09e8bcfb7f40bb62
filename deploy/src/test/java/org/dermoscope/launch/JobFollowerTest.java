package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFollowerTest {
    private static final String RUNNING =
            event(1, "state", "\"state\":\"QUEUED\"") + event(2, "state", "\"state\":\"RUNNING\"");
    private static final String FIRST_EPOCH = epoch(3, 1, 0.75, true);
    private static final String REST = epoch(4, 2, 0.5, false)
            + event(
                    5,
                    "state",
                    "\"state\":\"SUCCEEDED\",\"checkpoint_id\":\"c1\",\"promotion\":{\"reason\":\"Promoted: better\"}");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static String event(int id, String type, String fields) {
        return "id: " + id + "\nevent: " + type + "\ndata: {\"at\":\"2026-11-23T20:52:00Z\"," + fields + "}\n\n";
    }

    private static String epoch(int id, int epoch, double accuracy, boolean best) {
        return event(
                id,
                "epoch",
                "\"epoch\":" + epoch + ",\"training_loss\":1.5,\"validation_loss\":1.25,\"validation_accuracy\":"
                        + accuracy + ",\"validation_balanced_accuracy\":0.25,\"seconds\":12.34,\"best\":" + best);
    }

    private JsonNode follow(ScriptedTrainer trainer, Duration patience)
            throws LaunchException, IOException, InterruptedException {
        JobProgress progress = new JobProgress(out, false, EpochFormat.TABLE);
        return new JobFollower(client(trainer), progress, patience).follow(ScriptedTrainer.ID);
    }

    private static ServiceClient client(ScriptedTrainer trainer) {
        return new ServiceClient(trainer.port(), new CallerToken(Map.of(), Path.of("absent")));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachEpochGetsARowAndTheOutcomeIsReported() throws Exception {
        try (ScriptedTrainer trainer = new ScriptedTrainer("404 {}", RUNNING + FIRST_EPOCH + REST)) {
            JsonNode job = follow(trainer, Duration.ofMinutes(1));
            JobOutcome.report(out, job, "");
        }
        assertThat(shown().lines())
                .containsExactly(
                        "   epoch  training loss  validation loss  accuracy  balanced accuracy  seconds",
                        "     1/2          1.500            1.250    75.0 %             25.0 %     12.3  best",
                        "     2/2          1.500            1.250    50.0 %             25.0 %     12.3",
                        "Checkpoint c1",
                        "Promoted: better.");
    }

    @Test
    void aDroppedConnectionGoesOnAfterTheLastEvent() throws Exception {
        String cutOff = REST.substring(0, REST.indexOf("seconds"));
        try (ScriptedTrainer trainer = new ScriptedTrainer("404 {}", RUNNING + FIRST_EPOCH + cutOff, REST)) {
            JsonNode job = follow(trainer, Duration.ofMinutes(1));

            assertThat(trainer.lastEventIds).containsExactly("0", "3");
            assertThat(JobStates.succeeded(job)).isTrue();
        }
        assertThat(shown())
                .contains("dropped; trying again for 1 min 00 s")
                .containsOnlyOnce("1/2 ")
                .containsOnlyOnce("2/2 ");
    }

    @Test
    void aTrainerThatStaysAwayIsGivenUp() throws Exception {
        try (ScriptedTrainer trainer = new ScriptedTrainer("404 {}", RUNNING)) {
            assertThatThrownBy(() -> follow(trainer, Duration.ofMillis(1)))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("http://127.0.0.1:" + trainer.port())
                    .hasMessageContaining("has not answered for");
            assertThat(trainer.lastEventIds).startsWith("0", "2");
        }
    }

    @Test
    void aJobThatFailsIsAFailureWithItsReason() throws Exception {
        String failed = RUNNING
                + event(3, "state", "\"state\":\"FAILED\",\"error\":{\"code\":\"x\",\"message\":\"No images\"}");
        try (ScriptedTrainer trainer = new ScriptedTrainer("404 {}", failed)) {
            JsonNode job = follow(trainer, Duration.ofMinutes(1));

            assertThatThrownBy(() -> JobOutcome.report(out, job, ""))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("The training ended as FAILED: No images");
        }
    }

    @Test
    void anUnknownJobIsRefusedWithTheTrainersReason() throws Exception {
        try (ScriptedTrainer trainer = new ScriptedTrainer("404 {}")) {
            JobProgress progress = new JobProgress(out, false, EpochFormat.TABLE);
            JobFollower follower = new JobFollower(client(trainer), progress, Duration.ofMinutes(1));
            assertThatThrownBy(() -> follower.follow("another"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("GET /jobs/another was answered with 404: There is no job");
        }
    }
}
