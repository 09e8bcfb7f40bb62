package org.dermoscope.wire;

/** Whether a checkpoint is kept from being pruned. */
public record PinAnswer(String checkpointId, boolean pinned) {}
