package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
    @TempDir
    Path root;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int tune(TunedTrainer trainer, String... options) throws LaunchException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--architecture", "sequential-cnn", "--epochs", "9"));
        arguments.addAll(List.of("--port-trainer", Integer.toString(trainer.port())));
        arguments.addAll(List.of(options));
        bytes.reset();
        return TuneCommand.run(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                TuneOptions.parse(arguments, root),
                new CallerToken(Map.of(), Path.of("absent")));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private JsonNode best() throws Exception {
        return Json.strict()
                .readTree(root.resolve("data/tune/sequential-cnn-best.json").toFile());
    }

    private static List<Integer> epochs(TunedTrainer trainer) {
        return trainer.posted.stream()
                .map(request -> request.path("epochs").asInt())
                .toList();
    }

    @Test
    void theBestRecipeByTheValidationPartIsTrainedLongestAndPrintedAsAJob() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            assertThat(tune(trainer)).isZero();

            assertThat(epochs(trainer)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9);
            assertThat(trainer.posted)
                    .allSatisfy(request ->
                            assertThat(request.path("promote").asText()).isEqualTo("never"));
            JsonNode lowest = trainer.posted.stream()
                    .filter(request -> request.has("label_smoothing"))
                    .min(Comparator.comparing(
                            request -> request.path("label_smoothing").asDouble()))
                    .orElseThrow();
            assertThat(best().path("label_smoothing")).isEqualTo(lowest.path("label_smoothing"));
            assertThat(best().path("optimizer")).isEqualTo(lowest.path("optimizer"));
            assertThat(best().path("epochs").asInt()).isEqualTo(9);
            assertThat(best().path("data").path("sample").asBoolean()).isTrue();
            assertThat(best().has("promote")).isFalse();
            assertThat(shown())
                    .contains("Searching 9 recipes of sequential-cnn on the synthetic sample: 9 for 1 epoch, then 3")
                    .contains("Trial 1 in rung 1 of 3, 1 epoch; 0 s of 2 h 00 min used", "the recipe as it is")
                    .contains("76.0 % balanced accuracy (71.0 to 81.0)", "Its trial's checkpoint is checkpoint-12");
        }
    }

    @Test
    void theSameCommandShowsASearchThatHasEndedAndPostsNothing() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            tune(trainer, "--trials", "3");
            int posted = trainer.posted.size();
            tune(trainer, "--trials", "3");

            assertThat(trainer.posted).hasSize(posted).hasSize(4);
            assertThat(shown()).startsWith("Going on with the search").contains("The best is trial");
            assertThatThrownBy(() -> tune(trainer, "--trials", "4"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("holds another search");
        }
    }

    @Test
    void aSearchThatWasKilledGoesOnWithTheJobThatItHadPosted() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            trainer.endless.add(2);
            trainer.start = Instant.now();
            Thread search = new Thread(() -> {
                try {
                    tune(trainer);
                } catch (LaunchException | InterruptedException killed) {
                    // as it is to be
                }
            });
            search.start();
            while (trainer.posted.size() < 3 || !shown().contains("Trial 3 ")) {
                Thread.sleep(20);
            }
            search.interrupt();
            search.join();
            assertThat(trainer.cancelled).isEmpty();

            trainer.endless.clear();
            assertThat(tune(trainer)).isZero();
            assertThat(epochs(trainer)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9);
        }
    }

    @Test
    void aJobThatIsStillRunningWhenTheBudgetIsUsedUpIsCancelledAndALargerOneGoesOn() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            trainer.endless.add(1);
            // A job of three epochs takes 35 s: two of them fit into the half that the first rung has.
            assertThat(tune(trainer, "--trials", "3", "--budget", "140s")).isZero();
            assertThat(trainer.cancelled).containsExactly(1);
            assertThat(shown())
                    .contains("The budget is used up; cancelling the job", "out of time")
                    .contains("Rung 1 lacks 2 trials of 3 epochs, for which the budget of 2 min 20 s")
                    .contains("It has been trained for 3 epochs only.");
            assertThat(best().path("epochs").asInt()).isEqualTo(9);

            trainer.endless.clear();
            assertThat(tune(trainer, "--trials", "3")).isZero();
            assertThat(epochs(trainer)).containsExactly(3, 3, 3, 3, 9);
            assertThat(shown()).doesNotContain("lacks", " only.");
        }
    }

    @Test
    void aTrainerOnAnotherStoreIsTold() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            tune(trainer, "--trials", "1");
            Path file = root.resolve("data/tune/sequential-cnn.json");
            Files.writeString(file, Files.readString(file).replace("\"done\"", "\"running\""));
            trainer.posted.clear();
            assertThatThrownBy(() -> tune(trainer, "--trials", "1"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("This trainer has no job job-0");
        }
    }

    @Test
    void failedTrialsAreOutAndASearchOfNothingElseFails() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            trainer.failing.add(0);
            assertThat(tune(trainer, "--trials", "3")).isZero();
            assertThat(shown()).contains("The job ended as FAILED: The loss is not finite");

            trainer.failing.addAll(List.of(4, 5));
            assertThatThrownBy(() -> tune(trainer, "--trials", "2", "--name", "two"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("No trial has ended with figures");
        }
    }

    @Test
    void whatCannotBeSearchedIsRefusedBeforeAJobIsPosted() throws Exception {
        try (TunedTrainer trainer = new TunedTrainer()) {
            Path space = Files.writeString(root.resolve("space.json"), "{\"mixup.alpha\": {\"values\": [2]}}");
            assertThatThrownBy(() -> tune(trainer, "--space", space.toString()))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("mixup.alpha is 2.0; allowed: 0.0 to 1.0");
            assertThatThrownBy(() -> tune(trainer, "--architecture", "resnet50"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("Unknown architecture 'resnet50'; this trainer knows [sequential-cnn].");
            assertThat(trainer.posted).isEmpty();
        }
    }
}
