package org.dermoscope.inference.predict;

/**
 * What stands before the passes: who is accepted, and how an image is decoded.
 *
 * @param admission shared with {@link PredictionGate}
 * @param decoder shared with the batches, which wait for what it is at
 */
public record Intake(Admission admission, BoundedDecoder decoder) {}
