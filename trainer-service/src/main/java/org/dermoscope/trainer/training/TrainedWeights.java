package org.dermoscope.trainer.training;

import org.dermoscope.trainer.epoch.TrainingOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the epochs gave.
 *
 * @param weights of the best epoch, as {@link org.dermoscope.checkpoint.WeightsCodec} writes them
 * @param failure what ended the training; null if nothing did
 */
record TrainedWeights(
        byte[] weights, TrainingOutcome outcome, @Nullable RuntimeException failure) {}
