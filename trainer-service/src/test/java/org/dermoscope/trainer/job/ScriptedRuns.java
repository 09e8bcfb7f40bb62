package org.dermoscope.trainer.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.trainer.epoch.ResumePoint;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.dermoscope.trainer.training.LrRangeRuns;
import org.dermoscope.trainer.training.RunOutcome;
import org.dermoscope.trainer.training.TrainingRuns;
import org.jspecify.annotations.Nullable;

/** Runs that report one epoch of two steps and end when the test says so, or when they are cancelled. */
final class ScriptedRuns implements TrainingRuns {
    final List<String> started = new CopyOnWriteArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);
    volatile @Nullable RuntimeException failure;
    volatile @Nullable Error error;

    static EpochMetrics metrics(double seconds) {
        return new EpochMetrics(1, 0.001, 1.5, 0.4, 1.4, 0.5, 0.45, Map.of("mel", 0.25, "nv", 0.75), 20, seconds, true);
    }

    /** These trainings, and range tests that fail at once. */
    JobRuns jobs() {
        return jobs((order, listener, documents) -> {
            throw new AssertionError("No range test was asked for");
        });
    }

    JobRuns jobs(LrRangeRuns rangeTests) {
        return new JobRuns(
                this,
                rangeTests,
                (order, listener, requireOwned) -> {
                    throw new AssertionError("No ensemble was asked for");
                },
                "test");
    }

    /** Lets so many runs end. */
    void letEnd(int runs) {
        mayEnd.release(runs);
    }

    @Override
    public RunOutcome run(String jobId, RunConfig config, RunListener listener, ResumePoint resumePoint)
            throws InterruptedException {
        started.add(jobId);
        listener.onStage("reading images");
        listener.onStep(1, 1, 2, 1.6, 19);
        listener.onStep(1, 2, 2, 1.5, 20);
        listener.onEpoch(metrics(3));
        while (!mayEnd.tryAcquire() && !listener.finishEarly()) {
            if (listener.cancelled()) {
                throw new RunCancelledException();
            }
            Thread.sleep(5);
        }
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
        CheckpointId id = CheckpointId.of(
                config.architecture(),
                Instant.parse("2026-11-23T20:52:00Z"),
                jobId.substring(jobId.lastIndexOf('-') + 1));
        return new RunOutcome(
                id,
                new PromotionDecision(
                        id.toString(),
                        true,
                        PromotionDecision.Rule.FIRST_CHAMPION,
                        "There was no champion",
                        "criterion",
                        0.45,
                        null,
                        null),
                null);
    }
}
