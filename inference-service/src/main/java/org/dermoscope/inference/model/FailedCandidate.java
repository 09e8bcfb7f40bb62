package org.dermoscope.inference.model;

import org.dermoscope.checkpoint.Champion;
import org.jspecify.annotations.Nullable;

/**
 * A champion that could not be loaded; it is not tried again until the pointer names another one or an operator asks
 * for it.
 *
 * @param checkpointId of the checkpoint, or of the ensemble
 * @param manifestSha256 as the pointer names it
 * @param code why, in lower case; {@code load_failed} when the engine failed
 * @param reason one sentence
 */
public record FailedCandidate(String checkpointId, @Nullable String manifestSha256, String code, String reason) {
    boolean is(Champion champion) {
        return champion.id().equals(checkpointId) && champion.manifestSha256().equals(manifestSha256);
    }
}
