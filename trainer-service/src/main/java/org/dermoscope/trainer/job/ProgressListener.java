package org.dermoscope.trainer.job;

import java.time.Duration;
import java.util.Map;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunListener;
import org.jspecify.annotations.Nullable;

/** Turns what a run reports into the job's progress and its events. For the training thread. */
final class ProgressListener implements RunListener {
    /** Steps are many: the others in between are not sent. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(500);

    private final TrackedJob tracked;
    private final RunConfig config;
    private JobProgress progress = JobProgress.NONE;
    private @Nullable EpochMetrics metrics;
    private long lastSent = System.nanoTime() - BETWEEN_STEPS.toNanos();

    ProgressListener(TrackedJob tracked) {
        this.tracked = tracked;
        this.config = tracked.job().config();
    }

    @Override
    public void onStage(String stage) {
        if (!stage.equals(progress.stage())) {
            progress = progress.inStage(stage);
            tracked.update(job -> job.with(progress, metrics));
            tracked.emit(JobEvent.STAGE, Map.of("stage", stage));
        }
    }

    @Override
    public void onStep(int epoch, int step, int steps, double loss, double imagesPerSecond) {
        onStage(JobProgress.TRAINING);
        long eta = Math.round(secondsLeft(epoch, step, steps, imagesPerSecond));
        progress = new JobProgress(JobProgress.TRAINING, epoch, step, steps, loss, imagesPerSecond, eta);
        tracked.update(job -> job.with(progress, metrics));
        long now = System.nanoTime();
        if (now - lastSent >= BETWEEN_STEPS.toNanos() || step == steps) {
            lastSent = now;
            tracked.emit(JobEvent.STEP, JobAnswers.stepData(progress));
        }
    }

    /** What is left of this epoch at the speed of its steps, and each epoch to come as long as the last one. */
    private double secondsLeft(int epoch, int step, int steps, double imagesPerSecond) {
        double perStep = config.batchSize() / Math.max(imagesPerSecond, 1e-6);
        double perEpoch = metrics == null ? steps * perStep : metrics.seconds();
        return (steps - step) * perStep + (tracked.job().epochs() - epoch) * perEpoch;
    }

    @Override
    public void onEpoch(EpochMetrics finished) {
        metrics = finished;
        tracked.update(job -> job.with(progress, finished));
        tracked.checkpoint(JobEvent.EPOCH, JobAnswers.epochData(finished));
    }

    @Override
    public void onResume(int epoch, int steps) {
        tracked.emit(JobEvent.STAGE, Map.of("stage", "going on", "epoch", epoch, "step", steps));
    }

    @Override
    public boolean cancelled() {
        return tracked.endRequest() == TrackedJob.EndRequest.SHUTDOWN;
    }

    @Override
    public boolean finishEarly() {
        return tracked.endRequest() == TrackedJob.EndRequest.CANCEL;
    }
}
