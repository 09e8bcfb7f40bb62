package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** What a job that has ended came to. Stateless. */
final class JobOutcome {
    private JobOutcome() {}

    /**
     * Prints what was published and whether it was promoted.
     *
     * @param advice what a failure's message ends with; may be empty
     * @throws LaunchException unless the job succeeded
     */
    static void report(PrintStream out, JsonNode job, String advice) throws LaunchException {
        if (job.path("checkpoint_id").isTextual()) {
            String what = job.path("kind").asText().equals("ensemble") ? "Ensemble " : "Checkpoint ";
            out.println(what + job.path("checkpoint_id").asText());
            out.println(job.path("promotion").path("reason").asText() + ".");
        }
        if (job.path("ensemble").path("reason").isTextual()) {
            out.println(job.path("ensemble").path("reason").asText() + ".");
        }
        if (!JobStates.succeeded(job)) {
            throw new LaunchException("The training ended as " + JobStates.state(job) + ": "
                    + job.path("error").path("message").asText("no reason given") + advice);
        }
    }
}
