package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** {@code ./run follow}: shows a job until it has ended. Stateless. */
final class FollowCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FollowCommand() {}

    static int run(PrintStream out, FollowOptions options, CallerToken token)
            throws LaunchException, InterruptedException {
        ServiceClient trainer = new ServiceClient(options.trainerPort(), token);
        JobProgress progress = new JobProgress(out, System.console() != null, EpochFormat.TABLE);
        Runnable stopped = () -> {
            progress.end();
            out.println("\nStopped following; the job goes on.\n" + options.hints(trainer));
        };
        JsonNode job;
        try (StopNotice notice = new StopNotice(stopped)) {
            job = new JobFollower(trainer, progress, PATIENCE).follow(options.jobId());
        } catch (IOException noAnswer) {
            throw noTrainer(trainer, noAnswer);
        } finally {
            progress.end();
        }
        JobOutcome.report(out, job, "");
        return 0;
    }

    static LaunchException noTrainer(ServiceClient trainer, IOException cause) {
        return new LaunchException("No trainer answers at " + trainer.url("") + " (" + cause
                + "). Start one, ./run does, or name the port of one that runs with --port-trainer.");
    }
}
