package org.dermoscope.trainer.job;

import java.time.Instant;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.wire.JobErrorAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment; what {@code state.json} in the store holds. Immutable.
 *
 * @param lrRange what a range test tries; null of a training, as in what was stored before there were range tests
 * @param device on what it runs or ran last; null before, and of jobs from before it was noted
 * @param metrics of the last finished epoch
 * @param lrRangeSummary of a range test that has succeeded
 */
record Job(
        String id,
        RunConfig config,
        @Nullable LrRangeSpec lrRange,
        JobState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String device,
        JobProgress progress,
        @Nullable EpochMetrics metrics,
        @Nullable LrRangeSummary lrRangeSummary,
        @Nullable String checkpointId,
        @Nullable PromotionAnswer promotion,
        @Nullable JobErrorAnswer error) {

    static Job queued(String id, RunConfig config, Instant now) {
        return queued(id, JobOrder.training(config), now);
    }

    static Job queued(String id, JobOrder order, Instant now) {
        return new Job(
                id,
                order.config(),
                order.lrRange(),
                JobState.QUEUED,
                now,
                null,
                null,
                null,
                JobProgress.NONE,
                null,
                null,
                null,
                null,
                null);
    }

    JobKind kind() {
        return JobKind.of(lrRange);
    }

    /** How many epochs it has at most; a range test counts all its steps as one. */
    int epochs() {
        return kind() == JobKind.TRAINING ? config.epochs() : 1;
    }

    Job running(Instant now, String newDevice) {
        require(JobState.RUNNING);
        Instant first = startedAt == null ? now : startedAt;
        return new Job(
                id,
                config,
                lrRange,
                JobState.RUNNING,
                createdAt,
                first,
                null,
                newDevice,
                progress,
                metrics,
                null,
                null,
                null,
                null);
    }

    /** A range test that has succeeded. */
    Job tested(Instant now, LrRangeSummary summary) {
        require(JobState.SUCCEEDED);
        return new Job(
                id,
                config,
                lrRange,
                JobState.SUCCEEDED,
                createdAt,
                startedAt,
                now,
                device,
                progress.ended(),
                null,
                summary,
                null,
                null,
                null);
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
                lrRange,
                newState,
                createdAt,
                startedAt,
                now,
                device,
                progress.ended(),
                metrics,
                null,
                decision.checkpointId(),
                decision,
                reason);
    }

    /** @param newState FAILED, CANCELLED or INTERRUPTED */
    Job endedWithout(JobState newState, Instant now, JobErrorAnswer reason) {
        require(newState);
        return new Job(
                id,
                config,
                lrRange,
                newState,
                createdAt,
                startedAt,
                now,
                device,
                progress.ended(),
                metrics,
                null,
                null,
                null,
                reason);
    }

    Job with(JobProgress newProgress, @Nullable EpochMetrics newMetrics) {
        return new Job(
                id,
                config,
                lrRange,
                state,
                createdAt,
                startedAt,
                endedAt,
                device,
                newProgress,
                newMetrics,
                lrRangeSummary,
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
