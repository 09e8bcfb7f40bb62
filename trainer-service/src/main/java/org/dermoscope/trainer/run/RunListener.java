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

    /** Asked after each step; true ends the run at once by {@link RunCancelledException}. */
    boolean cancelled();
}
