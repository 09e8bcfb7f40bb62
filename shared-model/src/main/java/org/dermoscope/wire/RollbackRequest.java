package org.dermoscope.wire;

import org.jspecify.annotations.Nullable;

/**
 * Asks the inference service to go back to a checkpoint.
 *
 * @param checkpointId of a published, promotable checkpoint; required, null only when the client left it out
 */
public record RollbackRequest(@Nullable String checkpointId) {}
