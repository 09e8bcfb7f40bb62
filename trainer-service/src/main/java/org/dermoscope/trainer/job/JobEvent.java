package org.dermoscope.trainer.job;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a job.
 *
 * @param number from 1, without gaps among the events that are kept; a step has the number of the event before it
 * @param type {@code state}, {@code stage}, {@code step} or {@code epoch}; steps are sent, but not kept
 * @param data names in snake_case
 */
record JobEvent(long number, Instant at, String type, Map<String, Object> data) {
    static final String STATE = "state";
    static final String STAGE = "stage";
    static final String STEP = "step";
    static final String EPOCH = "epoch";

    boolean kept() {
        return !type.equals(STEP);
    }
}
