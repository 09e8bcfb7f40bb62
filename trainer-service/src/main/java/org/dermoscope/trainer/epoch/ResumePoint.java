package org.dermoscope.trainer.epoch;

import java.util.Optional;

/** Keeps the last state of one training, so that it can go on after its process ended in whatever way. */
public interface ResumePoint {
    /** How many steps of an epoch may be lost, at least 1. */
    int stepsBetweenSaves();

    /** The last state that was saved, if there is one that can be read. It may take until a store is back. */
    Optional<TrainingState> last() throws InterruptedException;

    /**
     * Replaces the last state; one that cannot be kept costs a warning, not the training.
     *
     * @throws RuntimeException if the training has become another process's
     */
    void save(TrainingState state);

    /**
     * To be called before anything is published.
     *
     * @throws RuntimeException if the training has become another process's: this one must publish nothing
     */
    void requireOwned();
}
