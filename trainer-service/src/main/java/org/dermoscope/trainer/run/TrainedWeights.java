package org.dermoscope.trainer.run;

/**
 * What the epochs gave.
 *
 * @param weights of the best epoch, as {@link org.dermoscope.checkpoint.WeightsCodec} writes them
 */
record TrainedWeights(byte[] weights, TrainingOutcome outcome) {}
