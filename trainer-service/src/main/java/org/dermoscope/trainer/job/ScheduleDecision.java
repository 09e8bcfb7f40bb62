package org.dermoscope.trainer.job;

/**
 * What came of one tick of the schedule.
 *
 * @param reason one sentence
 */
record ScheduleDecision(Verdict verdict, String reason) {
    enum Verdict {
        /** A training was posted, or is to be. */
        POST,
        /** The last training was on the same data. */
        SKIP_UNCHANGED,
        /** A training of the architecture has not ended yet. */
        SKIP_PENDING,
        /** Nothing could be decided or posted. */
        FAILED
    }
}
