package org.dermoscope.wire;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as {@code GET /jobs/{id}} gives it.
 *
 * @param kind {@code training}, {@code lr_range_test} or {@code ensemble}
 * @param state one of QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED, INTERRUPTED
 * @param architecture id of the architecture; {@code ensemble} of a job that chooses one
 * @param stage what a running job is doing, {@code training} during its steps; empty before and after
 * @param epoch the epoch that is being trained or was trained last, from 1; 0 before the first
 * @param epochs how many there are at most; 1 of a range test, which counts all its steps as one; 0
 *     of the choice of an ensemble
 * @param step within the epoch, from 1; 0 before the first
 * @param steps in an epoch; 0 while unknown
 * @param loss of the last step; null before the first
 * @param imagesPerSecond of the training steps; null before the first
 * @param etaSeconds until the last epoch has ended, by the speed so far; null while unknown and after the end
 * @param metrics of the last finished epoch, as in {@code history.jsonl}; empty before. Of a range test that has ended,
 *     what it suggests; of the choice of an ensemble, what was chosen
 * @param checkpointId of the checkpoint or the ensemble that was published; null before
 * @param promotion what was decided about it; null before
 * @param error why the job failed, was cancelled or interrupted; null otherwise
 * @param createdAt when it was posted
 * @param startedAt null while queued
 * @param endedAt null until it has ended
 * @param device what it computes or last computed on; null before
 * @param config the run config, with every default resolved; of a range test with {@code lr_range}
 * @param disclaimer see {@link Disclaimer}
 */
public record JobAnswer(
        String id,
        String kind,
        String state,
        String architecture,
        String stage,
        int epoch,
        int epochs,
        int step,
        int steps,
        @Nullable Double loss,
        @Nullable Double imagesPerSecond,
        @Nullable Long etaSeconds,
        Map<String, Object> metrics,
        @Nullable String checkpointId,
        @Nullable PromotionAnswer promotion,
        @Nullable JobErrorAnswer error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String device,
        Map<String, Object> config,
        String disclaimer) {}
