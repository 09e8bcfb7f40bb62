package org.dermoscope.trainer.job;

import java.time.Instant;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.wire.JobErrorAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment; what {@code state.json} in the store holds. Immutable.
 *
 * @param metrics of the last finished epoch
 */
record Job(
        String id,
        RunConfig config,
        JobState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        JobProgress progress,
        @Nullable EpochMetrics metrics,
        @Nullable String checkpointId,
        @Nullable PromotionAnswer promotion,
        @Nullable JobErrorAnswer error) {

    static Job queued(String id, RunConfig config, Instant now) {
        return new Job(id, config, JobState.QUEUED, now, null, null, JobProgress.NONE, null, null, null, null);
    }

    Job running(Instant now) {
        require(JobState.RUNNING);
        Instant first = startedAt == null ? now : startedAt;
        return new Job(id, config, JobState.RUNNING, createdAt, first, null, progress, metrics, null, null, null);
    }

    /**
     * @param newState SUCCEEDED, CANCELLED or FAILED
     * @param reason why not SUCCEEDED
     */
    Job published(JobState newState, Instant now, PromotionAnswer decision, @Nullable JobErrorAnswer reason) {
        require(newState);
        return new Job(
                id,
                config,
                newState,
                createdAt,
                startedAt,
                now,
                progress.ended(),
                metrics,
                decision.checkpointId(),
                decision,
                reason);
    }

    /** @param newState FAILED, CANCELLED or INTERRUPTED */
    Job endedWithout(JobState newState, Instant now, JobErrorAnswer reason) {
        require(newState);
        return new Job(id, config, newState, createdAt, startedAt, now, progress.ended(), metrics, null, null, reason);
    }

    Job with(JobProgress newProgress, @Nullable EpochMetrics newMetrics) {
        return new Job(
                id,
                config,
                state,
                createdAt,
                startedAt,
                endedAt,
                newProgress,
                newMetrics,
                checkpointId,
                promotion,
                error);
    }

    private void require(JobState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("Job " + id + " is " + state + " and cannot become " + next);
        }
    }
}
