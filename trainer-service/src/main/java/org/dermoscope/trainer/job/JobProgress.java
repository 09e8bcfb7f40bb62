package org.dermoscope.trainer.job;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is; the fields as in {@link org.dermoscope.wire.JobAnswer}.
 *
 * @param etaSeconds null while unknown
 */
record JobProgress(
        String stage,
        int epoch,
        int step,
        int steps,
        @Nullable Double loss,
        @Nullable Double imagesPerSecond,
        @Nullable Long etaSeconds) {
    /** The stage during which steps are made. */
    static final String TRAINING = "training";

    static final JobProgress NONE = new JobProgress("", 0, 0, 0, null, null, null);

    JobProgress inStage(String newStage) {
        return new JobProgress(newStage, epoch, step, steps, loss, imagesPerSecond, null);
    }

    /** What stays to be seen of a job that has ended. */
    JobProgress ended() {
        return inStage("");
    }
}
