package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A job that is kept up to date by its events. Not thread-safe. */
final class FollowedJob {
    private final ObjectNode job;
    private long lastEvent;

    /** @param job as {@code GET /jobs/{id}} gives it; its states and epochs come again as events */
    FollowedJob(JsonNode job) {
        this.job = job.deepCopy();
        this.job.put("state", "");
        this.job.putObject("metrics");
    }

    /** The fields of {@code GET /jobs/{id}}. */
    JsonNode json() {
        return job;
    }

    /** Number of the last event, from which the stream goes on. */
    long lastEvent() {
        return lastEvent;
    }

    void apply(EventStream.Event event) {
        lastEvent = Math.max(lastEvent, event.id());
        switch (event.type()) {
            case "state", "stage", "step" ->
                event.data().fields().forEachRemaining(field -> job.set(field.getKey(), field.getValue()));
            case "epoch" -> job.set("metrics", event.data());
            default -> {
                // of a later version
            }
        }
    }
}
