package org.dermoscope.trainer.training;

import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;

/** Carries out runs, one at a time. */
@FunctionalInterface
public interface TrainingRuns {
    /**
     * Trains, evaluates, publishes and decides on promotion. A run that published before its process ended only decides.
     *
     * @param jobId {@code <time>-<letters and digits>}; what stands behind the last {@code -} becomes part of the
     *     checkpoint's id
     * @param resumePoint where the run goes on if it was begun before, and what it saves for the next time
     * @throws RunCancelledException when the listener says so: the run can go on later
     * @throws InterruptedException if the thread is interrupted
     */
    RunOutcome run(String jobId, RunConfig config, RunListener listener, ResumePoint resumePoint)
            throws InterruptedException;
}
