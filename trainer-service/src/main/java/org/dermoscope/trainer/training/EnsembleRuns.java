package org.dermoscope.trainer.training;

import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunListener;

/** Chooses ensembles, one at a time, and never while a training runs. */
@FunctionalInterface
public interface EnsembleRuns {
    /**
     * Chooses on the validation part, measures the choice on the test part once, publishes it and decides on promotion. A
     * run that published before its process ended only decides.
     *
     * @param requireOwned throws if the job is another trainer's by now; asked before anything is published
     * @throws EnsembleRefusedException if there are no candidates that fit together
     * @throws RunCancelledException when the listener says so
     * @throws InterruptedException if the thread is interrupted
     */
    EnsembleOutcome run(EnsembleOrder order, RunListener listener, Runnable requireOwned) throws InterruptedException;
}
