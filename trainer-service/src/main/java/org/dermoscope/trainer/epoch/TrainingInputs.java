package org.dermoscope.trainer.epoch;

import java.util.function.IntFunction;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.trainer.data.BatchSource;

/**
 * What an {@link EpochLoop} trains on.
 *
 * @param batches of each epoch
 * @param epochs opens the batches of an epoch, from 1; the loop closes them. The same epoch may be opened again and gives
 *     the same batches then
 * @param weights of the classes in the training loss
 */
public record TrainingInputs(
        InputSize input, int batches, IntFunction<BatchSource> epochs, ClassWeights weights, Validation validation) {}
