package org.dermoscope.trainer.job;

import java.time.Clock;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.dermoscope.trainer.ensemble.EnsembleSpec;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeSpec;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.training.EnsembleOrder;
import org.dermoscope.trainer.training.EnsembleOutcome;
import org.dermoscope.trainer.training.LrRangeOrder;
import org.dermoscope.trainer.training.RunOutcome;
import org.dermoscope.wire.JobErrorAnswer;
import org.dermoscope.wire.PromotionAnswer;
import org.jboss.logging.Logger;

/** Carries out one job from QUEUED to its end, whatever happens in between. For the worker's thread. */
final class JobRunner {
    static final JobErrorAnswer INTERRUPTED = new JobErrorAnswer(
            "interrupted", "The trainer stopped while this job ran; it goes on when the trainer starts again");
    static final JobErrorAnswer CANCELLED = new JobErrorAnswer("cancelled", "The job was cancelled");

    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final JobRuns runs;
    private final Clock clock;

    JobRunner(JobRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /** Runs a job that is QUEUED, INTERRUPTED, or RUNNING from before its trainer died. */
    void run(TrackedJob tracked, StoredResumePoint resumePoint) {
        if (tracked.endRequest() == TrackedJob.EndRequest.CANCEL) {
            end(tracked, JobState.CANCELLED, CANCELLED);
            resumePoint.delete();
            return;
        }
        Job job = tracked.job();
        if (job.state() == JobState.RUNNING) {
            end(tracked, JobState.INTERRUPTED, INTERRUPTED);
        }
        LOG.infof(
                "Job %s: %s of %s in %s on %s",
                job.id(), job.kind().text(), job.subject(), job.config().precision(), runs.device());
        tracked.transition(j -> j.running(clock.instant(), runs.device()), false);
        UnaryOperator<Job> ending = ending(tracked, resumePoint);
        resumePoint.requireOwnedIfReachable();
        tracked.transition(ending, false);
        Job ended = tracked.job();
        if (ended.state().ended()) {
            resumePoint.delete();
        }
        LOG.infof(
                "Job %s: %s%s",
                ended.id(),
                ended.state(),
                ended.error() == null ? "" : ": " + ended.error().message());
    }

    private UnaryOperator<Job> ending(TrackedJob tracked, StoredResumePoint resumePoint) {
        String id = tracked.job().id();
        try {
            LrRangeSpec lrRange = tracked.job().lrRange();
            EnsembleSpec ensemble = tracked.job().ensemble();
            RunConfig config = tracked.job().config();
            if (ensemble != null) {
                return chosen(tracked, new EnsembleOrder(id, config.data(), ensemble, config.promote()), resumePoint);
            }
            return lrRange == null
                    ? trained(tracked, resumePoint)
                    : tested(tracked, new LrRangeOrder(id, config, lrRange), resumePoint);
        } catch (RunCancelledException | InterruptedException e) {
            boolean cancelled = tracked.endRequest() == TrackedJob.EndRequest.CANCEL;
            return job -> job.endedWithout(
                    cancelled ? JobState.CANCELLED : JobState.INTERRUPTED,
                    clock.instant(),
                    cancelled ? CANCELLED : INTERRUPTED);
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (tracked.endRequest() == TrackedJob.EndRequest.SHUTDOWN) {
                LOG.debugf(e, "Job %s failed while the trainer stopped", id);
                return job -> job.endedWithout(JobState.INTERRUPTED, clock.instant(), INTERRUPTED);
            }
            JobErrorAnswer error = RunErrors.of(id, e);
            return job -> job.endedWithout(JobState.FAILED, clock.instant(), error);
        }
    }

    private UnaryOperator<Job> trained(TrackedJob tracked, StoredResumePoint resumePoint) throws InterruptedException {
        Job job = tracked.job();
        RunOutcome outcome = runs.trainings().run(job.id(), job.config(), new ProgressListener(tracked), resumePoint);
        return published(tracked, outcome);
    }

    private UnaryOperator<Job> tested(TrackedJob tracked, LrRangeOrder order, StoredResumePoint resumePoint)
            throws InterruptedException {
        LrRangeResult result = runs.rangeTests().run(order, new ProgressListener(tracked), (name, content) -> {
            resumePoint.requireOwned();
            tracked.keep(name, content);
        });
        return job -> job.tested(clock.instant(), LrRangeSummary.of(result));
    }

    private UnaryOperator<Job> chosen(TrackedJob tracked, EnsembleOrder order, StoredResumePoint resumePoint)
            throws InterruptedException {
        EnsembleOutcome outcome = runs.ensembles().run(order, new ProgressListener(tracked), resumePoint::requireOwned);
        PromotionDecision decision = outcome.decision();
        return job -> job.chosen(clock.instant(), outcome, decision == null ? null : answer(decision));
    }

    private UnaryOperator<Job> published(TrackedJob tracked, RunOutcome outcome) {
        PromotionAnswer promotion = answer(outcome.decision());
        RuntimeException failure = outcome.failure();
        if (failure != null) {
            JobErrorAnswer error = RunErrors.of(tracked.job().id(), failure);
            return job -> job.published(JobState.FAILED, clock.instant(), promotion, error);
        }
        return tracked.endRequest() == TrackedJob.EndRequest.CANCEL
                ? job -> job.published(JobState.CANCELLED, clock.instant(), promotion, CANCELLED)
                : job -> job.published(JobState.SUCCEEDED, clock.instant(), promotion, null);
    }

    void end(TrackedJob tracked, JobState state, JobErrorAnswer reason) {
        tracked.transition(job -> job.endedWithout(state, clock.instant(), reason), false);
    }

    static PromotionAnswer answer(PromotionDecision decision) {
        return new PromotionAnswer(
                decision.candidateId(),
                decision.promote(),
                decision.rule().name().toLowerCase(Locale.ROOT),
                decision.reason());
    }
}
