package org.dermoscope.trainer.job;

import java.time.Instant;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.training.EnsembleOutcome;
import org.dermoscope.wire.JobErrorAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment; what {@code state.json} in the store holds. Immutable.
 *
 * @param lrRange what a range test tries; null of other jobs, as in what was stored before there were range tests
 * @param ensemble what an ensemble is to be chosen from; null of other jobs
 * @param device on what it runs or ran last; null before, and of jobs from before it was noted
 * @param metrics of the last finished epoch
 * @param lrRangeSummary of a range test that has succeeded
 * @param ensembleOutcome of the choice of an ensemble that has succeeded
 */
record Job(
        String id,
        RunConfig config,
        @Nullable LrRangeSpec lrRange,
        @Nullable EnsembleSpec ensemble,
        JobState state,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String device,
        JobProgress progress,
        @Nullable EpochMetrics metrics,
        @Nullable LrRangeSummary lrRangeSummary,
        @Nullable EnsembleOutcome ensembleOutcome,
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
                order.ensemble(),
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
                null,
                null);
    }

    JobKind kind() {
        return JobKind.of(lrRange, ensemble);
    }

    /** The architecture's id; {@code ensemble} of the choice of one, which has none. */
    String subject() {
        return ensemble == null ? config.architecture() : JobKind.ENSEMBLE.text();
    }

    /** How many epochs it has at most; a range test counts all its steps as one, the choice of an ensemble has none. */
    int epochs() {
        return switch (kind()) {
            case TRAINING -> config.epochs();
            case LR_RANGE_TEST -> 1;
            case ENSEMBLE -> 0;
        };
    }

    Job running(Instant now, String newDevice) {
        require(JobState.RUNNING);
        Instant first = startedAt == null ? now : startedAt;
        return new Job(
                id,
                config,
                lrRange,
                ensemble,
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
                ensemble,
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
                null,
                null);
    }

    /**
     * The choice of an ensemble that has succeeded, whether or not one was published.
     *
     * @param decision null unless one was
     */
    Job chosen(Instant now, EnsembleOutcome outcome, @Nullable PromotionAnswer decision) {
        require(JobState.SUCCEEDED);
        return new Job(
                id,
                config,
                lrRange,
                ensemble,
                JobState.SUCCEEDED,
                createdAt,
                startedAt,
                now,
                device,
                progress.ended(),
                null,
                null,
                outcome,
                decision == null ? null : decision.checkpointId(),
                decision,
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
                ensemble,
                newState,
                createdAt,
                startedAt,
                now,
                device,
                progress.ended(),
                metrics,
                null,
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
                ensemble,
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
                null,
                reason);
    }

    Job with(JobProgress newProgress, @Nullable EpochMetrics newMetrics) {
        return new Job(
                id,
                config,
                lrRange,
                ensemble,
                state,
                createdAt,
                startedAt,
                endedAt,
                device,
                newProgress,
                newMetrics,
                lrRangeSummary,
                ensembleOutcome,
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
