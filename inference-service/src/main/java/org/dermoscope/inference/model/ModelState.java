package org.dermoscope.inference.model;

import java.time.Instant;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.ServingEngine;
import org.jspecify.annotations.Nullable;

/**
 * What is served and how that relates to what should be served.
 *
 * @param reason why the status is not healthy, one sentence; empty when it is
 * @param model id of the checkpoint that is served; null when there is none
 * @param manifestSha256 of that checkpoint
 * @param engine that runs it
 * @param loadedAt when that checkpoint began to serve
 * @param champion the pointer as last read; null when there is none or it cannot be read
 * @param failedCandidate the champion that could not be loaded, if the pointer names one
 * @param checkedAt when the pointer was last looked at; null before the first look
 */
public record ModelState(
        Status status,
        String reason,
        @Nullable String model,
        @Nullable String manifestSha256,
        @Nullable ServingEngine engine,
        @Nullable Instant loadedAt,
        @Nullable Champion champion,
        @Nullable FailedCandidate failedCandidate,
        @Nullable Instant checkedAt) {
    /** Written in lower case in JSON. */
    public enum Status {
        /** Serves the champion. */
        HEALTHY,
        /** Serves, but not what it should, or cannot tell. */
        DEGRADED,
        /** Serves nothing yet. */
        NO_MODEL
    }
}
