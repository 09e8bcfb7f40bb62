package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows a job's events until it has ended. A connection that drops is made again, from the last event on.
 * For one thread.
 */
final class JobFollower {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ServiceClient trainer;
    private final JobProgress progress;
    private final Duration patience;
    private final Instant start = Instant.now();
    private @Nullable Long awaySince;

    /** @param patience how long the trainer may be away */
    JobFollower(ServiceClient trainer, JobProgress progress, Duration patience) {
        this.trainer = trainer;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * The job as it ended.
     *
     * @throws LaunchException if there is no such job, or the trainer is away for too long
     * @throws IOException if no trainer answers to begin with
     */
    JsonNode follow(String id) throws LaunchException, IOException, InterruptedException {
        String path = "/jobs/" + id;
        FollowedJob job = new FollowedJob(trainer.get(path).expect(200, "GET " + path));
        while (true) {
            try {
                Optional<JsonNode> ended = listen(path, job);
                if (ended.isPresent()) {
                    return ended.get();
                }
            } catch (IOException dropped) {
                // like a stream that ended before the job did: asked again below
            }
            waitForTheTrainer();
        }
    }

    /** Shows what happens until the stream ends; empty if the job has not ended by then. */
    private Optional<JsonNode> listen(String path, FollowedJob job)
            throws LaunchException, IOException, InterruptedException {
        try (EventStream events = trainer.events(path + "/events", job.lastEvent())) {
            awaySince = null;
            showAll(events, job);
        }
        if (JobStates.ended(job.json())) {
            return Optional.of(job.json());
        }
        return Optional.of(trainer.get(path).expect(200, "GET " + path)).filter(JobStates::ended);
    }

    private void waitForTheTrainer() throws LaunchException, InterruptedException {
        String limit = JobProgress.duration(patience.toSeconds());
        if (awaySince == null) {
            awaySince = System.nanoTime();
            progress.say("  The connection to the trainer dropped; trying again for " + limit);
        } else if (System.nanoTime() - awaySince > patience.toNanos()) {
            throw new LaunchException("The trainer at " + trainer.url("") + " has not answered for " + limit
                    + "; the job goes on when a trainer starts on its store.");
        }
        Thread.sleep(PAUSE.toMillis());
    }

    private void showAll(EventStream events, FollowedJob job) throws IOException {
        Optional<EventStream.Event> event = events.next();
        while (event.isPresent()) {
            job.apply(event.get());
            if (JobStates.ended(job.json())) {
                return;
            }
            if (isPast(event.get())) {
                progress.showEpoch(job.json());
            } else {
                progress.show(job.json());
            }
            event = events.next();
        }
    }

    /** Whether it happened before anybody followed; of that only the epochs are of interest. */
    private boolean isPast(EventStream.Event event) {
        try {
            return Instant.parse(event.data().path("at").asText()).isBefore(start);
        } catch (DateTimeParseException withoutTime) {
            return false;
        }
    }
}
