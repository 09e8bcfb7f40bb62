package org.dermoscope.inference.model;

import java.time.Instant;
import java.util.List;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.wire.EnsembleMember;
import org.jspecify.annotations.Nullable;

/**
 * What is served and how that relates to what should be served.
 *
 * @param reason why the status is not healthy, one sentence; empty when it is
 * @param model id of the checkpoint or the ensemble that is served; null when there is none
 * @param manifestSha256 of its manifest
 * @param members of the ensemble, the heaviest first; null where a checkpoint is served
 * @param engine that runs it; of an ensemble, those of its members, joined by {@code +}
 * @param loadedAt when it began to serve
 * @param champion the pointer as last read; null when there is none or it cannot be read
 * @param failedCandidate the champion that could not be loaded, if the pointer names one
 * @param checkedAt when the pointer was last looked at; null before the first look
 */
public record ModelState(
        Status status,
        String reason,
        @Nullable String model,
        @Nullable String manifestSha256,
        @Nullable List<EnsembleMember> members,
        @Nullable String engine,
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
