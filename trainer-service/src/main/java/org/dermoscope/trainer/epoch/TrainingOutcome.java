package org.dermoscope.trainer.epoch;

import java.util.List;
import org.dermoscope.trainer.run.EpochMetrics;

/**
 * How a training went; the network holds the best epoch's weights.
 *
 * @param history one entry an epoch, in order; not empty
 * @param bestEpoch from 1
 * @param stoppedEarly whether early stopping ended it before its last epoch
 * @param seconds of the whole training
 */
public record TrainingOutcome(List<EpochMetrics> history, int bestEpoch, boolean stoppedEarly, double seconds) {
    public TrainingOutcome {
        history = List.copyOf(history);
    }

    public EpochMetrics best() {
        return history.get(bestEpoch - 1);
    }
}
