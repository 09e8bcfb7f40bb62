package org.dermoscope.trainer.training;

import org.dermoscope.trainer.epoch.TrainingOutcome;

/**
 * What the epochs gave.
 *
 * @param weights of the best epoch, as {@link org.dermoscope.checkpoint.WeightsCodec} writes them
 */
record TrainedWeights(byte[] weights, TrainingOutcome outcome) {}
