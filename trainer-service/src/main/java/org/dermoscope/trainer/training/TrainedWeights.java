package org.dermoscope.trainer.training;

import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.trainer.epoch.TrainingOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the epochs gave.
 *
 * @param weights of the best epoch, as {@link org.dermoscope.checkpoint.WeightsCodec} writes them
 * @param initialWeights what the training started from; null for weights drawn at random
 * @param failure what ended the training; null if nothing did
 */
record TrainedWeights(
        byte[] weights,
        TrainingOutcome outcome,
        Manifest.@Nullable InitialWeights initialWeights,
        @Nullable RuntimeException failure) {}
