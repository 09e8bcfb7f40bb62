package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a job's state means to whoever waits for it. Stateless. */
final class JobStates {
    static final String SUCCEEDED = "SUCCEEDED";
    static final String INTERRUPTED = "INTERRUPTED";
    static final String FAILED = "FAILED";

    private static final List<String> ENDED = List.of(SUCCEEDED, FAILED, "CANCELLED");
    /** In the order in which a trainer takes them. */
    private static final List<String> UNFINISHED = List.of("RUNNING", INTERRUPTED, "QUEUED");

    private JobStates() {}

    /** Whether nothing more will happen to it; an interrupted job goes on. */
    static boolean ended(JsonNode job) {
        return ENDED.contains(state(job));
    }

    static boolean succeeded(JsonNode job) {
        return SUCCEEDED.equals(state(job));
    }

    static boolean failed(JsonNode job) {
        return FAILED.equals(state(job));
    }

    static String state(JsonNode job) {
        return job.path("state").asText();
    }

    /**
     * The job that will end first: the one that runs, else the oldest interrupted one, else the oldest queued one.
     *
     * @param jobs as {@code GET /jobs} gives them, newest first
     */
    static Optional<JsonNode> nextToEnd(JsonNode jobs) {
        for (String state : UNFINISHED) {
            Optional<JsonNode> oldest = StreamSupport.stream(jobs.spliterator(), false)
                    .filter(job -> state.equals(state(job)))
                    .reduce((newer, older) -> older);
            if (oldest.isPresent()) {
                return oldest;
            }
        }
        return Optional.empty();
    }
}
