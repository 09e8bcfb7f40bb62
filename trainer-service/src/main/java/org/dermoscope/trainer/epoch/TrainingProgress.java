package org.dermoscope.trainer.epoch;

import java.util.List;
import java.util.Map;
import org.dermoscope.trainer.evaluation.EpochFigures;
import org.dermoscope.trainer.run.EpochMetrics;
import org.jspecify.annotations.Nullable;

/**
 * How far a training has come, without its tensors. What is random follows from seed, epoch and step, so that no
 * generator's state is part of it.
 *
 * @param data hash of what is trained on; with other data a training cannot go on
 * @param epoch the one under way, from 1
 * @param sums over the steps of that epoch
 * @param schedule state of the learning rate schedule
 * @param history the finished epochs
 * @param bestEpoch from 1; 0 while none has ended
 * @param best figures of that epoch
 * @param seconds spent so far
 */
record TrainingProgress(
        String data,
        int epoch,
        EpochSums sums,
        Map<String, Double> schedule,
        List<EpochMetrics> history,
        int bestEpoch,
        @Nullable EpochFigures best,
        double seconds) {}
