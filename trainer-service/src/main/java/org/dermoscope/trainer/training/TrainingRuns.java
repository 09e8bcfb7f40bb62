package org.dermoscope.trainer.training;

import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/** Carries out runs, one at a time. */
@FunctionalInterface
public interface TrainingRuns {
    /**
     * Trains, evaluates, publishes and decides on promotion.
     *
     * @param jobId {@code <time>-<letters and digits>}; what stands behind the last {@code -} becomes part of the
     *     checkpoint's id
     * @throws RunCancelledException when the listener says so
     * @throws InterruptedException if the thread is interrupted
     */
    RunOutcome run(String jobId, RunConfig config, RunListener listener) throws InterruptedException;
}
