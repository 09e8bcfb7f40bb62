package org.dermoscope.trainer.epoch;

import org.dermoscope.architecture.InputSize;
import org.dermoscope.trainer.data.BatchSource;

/**
 * What an {@link EpochLoop} trains on.
 *
 * @param hash of the data and how they are divided: the same hash, the same batches
 * @param batches of each epoch
 * @param epochs gives the same batches whenever an epoch is opened
 */
public record TrainingInputs(
        InputSize input,
        String hash,
        int batches,
        EpochBatches epochs,
        TrainingObjective objective,
        Validation validation) {
    /** Opens the batches of an epoch; the loop closes them. */
    @FunctionalInterface
    public interface EpochBatches {
        /**
         * @param epoch from 1
         * @param from the first batch wanted, from 0
         */
        BatchSource open(int epoch, int from);
    }
}
