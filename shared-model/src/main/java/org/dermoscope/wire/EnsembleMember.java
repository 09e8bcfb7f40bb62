package org.dermoscope.wire;

/**
 * One of the checkpoints whose probabilities an ensemble averages.
 *
 * @param weight above 0; the members' weights sum to 1
 * @param engine that runs it
 */
public record EnsembleMember(String checkpointId, double weight, String engine) {}
