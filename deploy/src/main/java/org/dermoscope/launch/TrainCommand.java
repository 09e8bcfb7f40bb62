package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code ./run train}: posts a training to the trainer that is running. Stateless. */
final class TrainCommand {
    private static final String OUTSIDE_ROOTS = "data_path_outside_roots";

    private TrainCommand() {}

    static int run(PrintStream out, TrainOptions options, CallerToken token)
            throws LaunchException, InterruptedException {
        Path data = options.data() != null ? options.data() : LaunchOptions.dataOfFirstTraining(System.getenv());
        ServiceClient trainer = new ServiceClient(options.trainerPort(), token);
        JsonNode job = post(trainer, options, data);
        String id = job.path("id").asText();
        out.println("Job " + id + ", " + options.architecture() + " on "
                + (data == null ? "the synthetic sample" : data) + "  " + trainer.url("/jobs/" + id));
        FollowOptions follow = new FollowOptions(false, id, options.trainerPort());
        if (options.follow()) {
            return FollowCommand.run(out, follow, token);
        }
        out.println(follow.hints(trainer));
        return 0;
    }

    private static JsonNode post(ServiceClient trainer, TrainOptions options, @Nullable Path data)
            throws LaunchException, InterruptedException {
        try {
            return accepted(trainer.postJson("/jobs", JobRequest.of(options.architecture(), data, options.epochs())));
        } catch (IOException noAnswer) {
            throw FollowCommand.noTrainer(trainer, noAnswer);
        }
    }

    /**
     * The job that the trainer has accepted.
     *
     * @throws LaunchException with the trainer's reason, and what can be done about it, if it was refused
     */
    static JsonNode accepted(ServiceClient.Answer answer) throws IOException, LaunchException {
        if (answer.status() == 400
                && OUTSIDE_ROOTS.equals(answer.json().path("code").asText())) {
            throw new LaunchException(answer.refusal("POST /jobs")
                    + ". Start the trainer with DERMOSCOPE_DATA_ROOTS naming a folder above it.");
        }
        return answer.expect(202, "POST /jobs");
    }
}
