package org.dermoscope.wire;

/**
 * Whether a checkpoint, or an ensemble with its members, is kept from being pruned.
 *
 * @param checkpointId of the one or the other
 */
public record PinAnswer(String checkpointId, boolean pinned) {}
