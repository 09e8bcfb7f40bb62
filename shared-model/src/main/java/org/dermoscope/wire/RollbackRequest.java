package org.dermoscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * Asks the inference service to go back to a checkpoint or an ensemble.
 *
 * @param checkpointId of a published, promotable checkpoint, or of an ensemble; required, null only when the client left
 *     it out
 */
public record RollbackRequest(@Nullable String checkpointId) {}
