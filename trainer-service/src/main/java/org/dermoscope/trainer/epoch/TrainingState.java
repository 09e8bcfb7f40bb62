package org.dermoscope.trainer.epoch;

import org.jspecify.annotations.Nullable;

/**
 * All that a training needs to go on where it was, to the bit where the arithmetic is deterministic.
 *
 * @param network weights and running statistics, as {@link org.dermoscope.checkpoint.WeightsCodec} writes them
 * @param steps tensors of optimizer and weight average, written the same way
 * @param best weights of the best epoch; null while none has ended
 */
public record TrainingState(TrainingProgress progress, byte[] network, byte[] steps, byte @Nullable [] best) {
    /** By which of two states of a training the later one is told; an epoch counts as more than all its steps. */
    public long stepsTaken() {
        return ((long) progress.epoch() << Integer.SIZE) + progress.sums().steps();
    }
}
