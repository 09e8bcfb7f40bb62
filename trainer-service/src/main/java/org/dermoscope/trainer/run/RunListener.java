package org.dermoscope.trainer.run;

/** Hears of a run's progress, on the training thread; must return quickly. */
public interface RunListener {
    /**
     * After each optimizer step.
     *
     * @param epoch from 1
     * @param step within the epoch, from 1
     * @param steps in the epoch
     * @param loss of this batch, weighted as trained
     * @param imagesPerSecond over the last steps
     */
    void onStep(int epoch, int step, int steps, double loss, double imagesPerSecond);

    void onEpoch(EpochMetrics metrics);

    /** A stage other than training steps has begun, for example {@code reading images}; for people. */
    void onStage(String stage);

    /** The run goes on from a saved state: the steps so far of an epoch, from 1, are not taken again. */
    void onResume(int epoch, int steps);

    /** Asked after each step; true ends the run at once by {@link RunCancelledException}, to be resumed later. */
    boolean cancelled();

    /** Asked after each step; true ends the training as if this were its last one, and what it gave is published. */
    boolean finishEarly();
}
