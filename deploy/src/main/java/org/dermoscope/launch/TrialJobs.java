package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dermoscope.tune.TrialRun.Figures;
import org.jspecify.annotations.Nullable;

/** The trainer, as a search needs it: of a checkpoint's evaluation it reads the validation part alone. For one thread. */
final class TrialJobs {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ServiceClient trainer;
    private @Nullable Long awaySince;

    TrialJobs(ServiceClient trainer) {
        this.trainer = trainer;
    }

    ServiceClient trainer() {
        return trainer;
    }

    /** How an architecture is trained by default. */
    JsonNode recipe(String architecture, boolean sample) throws LaunchException, InterruptedException {
        JsonNode all = answered(() -> trainer.get("/architectures").expect(200, "GET /architectures"));
        List<String> known = new ArrayList<>();
        for (JsonNode one : all) {
            if (one.path("id").asText().equals(architecture)) {
                return one.path(sample ? "sample_recipe" : "recipe");
            }
            known.add(one.path("id").asText());
        }
        throw new LaunchException("Unknown architecture '" + architecture + "'; this trainer knows " + known + ".");
    }

    /** Id of the new job. */
    String post(JsonNode request) throws LaunchException, InterruptedException {
        return answered(() -> TrainCommand.accepted(trainer.postJson("/jobs", request)))
                .path("id")
                .asText();
    }

    /** Asks a job to end; one that has ended meanwhile stays as it is. */
    void cancel(String id) throws LaunchException, InterruptedException {
        String path = "/jobs/" + id + "/cancel";
        answered(() -> {
            ServiceClient.Answer answer = trainer.postJson(path, JsonNodeFactory.instance.objectNode());
            if (answer.status() != 409) {
                answer.expect(202, "POST " + path);
            }
            return answer;
        });
    }

    /**
     * A job as it is now; empty while the trainer is away.
     *
     * @throws LaunchException if there is no such job, or the trainer is away for too long
     */
    Optional<JsonNode> look(String id) throws LaunchException, InterruptedException {
        String path = "/jobs/" + id;
        try {
            ServiceClient.Answer answer = trainer.get(path);
            if (answer.status() == 404) {
                throw new LaunchException("This trainer has no job " + id + ", which the search has posted: it works on"
                        + " another store. Start it on that one, or give the search another --name.");
            }
            if (answer.status() < 500) {
                awaySince = null;
                return Optional.of(answer.expect(200, "GET " + path));
            }
        } catch (IOException away) {
            // as an answer that the trainer is not ready
        }
        if (awaySince == null) {
            awaySince = System.nanoTime();
        } else if (System.nanoTime() - awaySince > PATIENCE.toNanos()) {
            throw new LaunchException("The trainer at " + trainer.url("") + " has not answered for "
                    + JobProgress.duration(PATIENCE.toSeconds())
                    + "; its job goes on when a trainer starts on its store, and then the search by the same command.");
        }
        return Optional.empty();
    }

    /** The last event of each epoch that a job has trained, by epoch. */
    Map<Integer, JsonNode> epochs(String id) throws LaunchException, InterruptedException {
        return answered(() -> {
            Map<Integer, JsonNode> epochs = new TreeMap<>();
            try (EventStream events = trainer.events("/jobs/" + id + "/events", 0)) {
                for (Optional<EventStream.Event> event = events.next(); event.isPresent(); event = events.next()) {
                    JsonNode data = event.get().data();
                    if (event.get().type().equals("epoch")) {
                        epochs.put(data.path("epoch").asInt(), data);
                    }
                }
            }
            return epochs;
        });
    }

    /** Of the weights that a job has published; without an interval where the checkpoint has been pruned since. */
    Figures figures(String checkpointId, Map<Integer, JsonNode> epochs) throws LaunchException, InterruptedException {
        JsonNode best = epochs.values().stream()
                .filter(epoch -> epoch.path("best").asBoolean())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new LaunchException("Checkpoint " + checkpointId + " has no best epoch."));
        int bestEpoch = best.path("epoch").asInt();
        String path = "/checkpoints/" + checkpointId + "/evaluation";
        return answered(() -> {
            ServiceClient.Answer answer = trainer.get(path);
            if (answer.status() == 404) {
                return new Figures(
                        best.path("validation_balanced_accuracy").asDouble(),
                        null,
                        null,
                        best.path("validation_loss").asDouble(),
                        bestEpoch,
                        null);
            }
            JsonNode validation = answer.expect(200, "GET " + path).path("validation");
            JsonNode accuracy = validation.path("balanced_accuracy");
            return new Figures(
                    accuracy.path("value").asDouble(),
                    accuracy.path("low").asDouble(),
                    accuracy.path("high").asDouble(),
                    validation.path("loss").asDouble(),
                    bestEpoch,
                    checkpointId);
        });
    }

    /** What is asked of the trainer. */
    private interface Request<T> {
        T send() throws IOException, LaunchException, InterruptedException;
    }

    private <T> T answered(Request<T> request) throws LaunchException, InterruptedException {
        try {
            return request.send();
        } catch (IOException noAnswer) {
            throw FollowCommand.noTrainer(trainer, noAnswer);
        }
    }
}
