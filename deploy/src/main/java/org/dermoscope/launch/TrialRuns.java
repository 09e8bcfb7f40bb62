package org.dermoscope.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.tune.Planned;
import org.dermoscope.tune.SearchState;
import org.dermoscope.tune.TimeBudget;
import org.dermoscope.tune.TrialRun;
import org.dermoscope.tune.TrialRun.Cost;
import org.dermoscope.tune.TrialRun.Figures;
import org.dermoscope.tune.TrialRun.State;

/** Posts the jobs of a search and shows them until they have ended. For one thread. */
final class TrialRuns {
    private static final Duration POLL = Duration.ofMillis(500);

    private final PrintStream out;
    private final TuneOptions options;
    private final TrialJobs jobs;
    private final Clock clock;

    TrialRuns(PrintStream out, TuneOptions options, TrialJobs jobs, Clock clock) {
        this.out = out;
        this.options = options;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Posts a job whose checkpoint does not become champion by itself, and returns its id. */
    String post(SearchState state, Planned planned) throws LaunchException, InterruptedException {
        return jobs.post(
                JobRequest.of(state.order(), planned.trial(), planned.epochs()).put("promote", "never"));
    }

    /** Shows a job until it has ended; false if the time is used up before. A job that waits for others uses none. */
    boolean await(SearchState state, TrialRun run, TimeBudget budget) throws LaunchException, InterruptedException {
        out.println("Trial " + run.trial() + " in rung " + (run.rung() + 1) + " of "
                + state.order().halving().rungs() + ", " + epochs(run.epochs()) + "; "
                + JobProgress.duration(Math.round(state.spentSeconds())) + " of "
                + JobProgress.duration(budget.total().toSeconds()) + " used  "
                + jobs.trainer().url("/jobs/" + run.jobId()) + "\n  "
                + state.trial(run.trial()).text());
        double limit = run.state() == State.STOPPING ? Double.POSITIVE_INFINITY : budget.leftSeconds(state);
        return show(run, limit);
    }

    /** Asks a job to end, and waits until it has. */
    void stop(SearchState state, TrialRun run) throws LaunchException, InterruptedException {
        out.println("  The budget is used up; cancelling the job, which publishes what it has.");
        jobs.cancel(run.jobId());
        show(run, Double.POSITIVE_INFINITY);
    }

    private boolean show(TrialRun run, double limitSeconds) throws LaunchException, InterruptedException {
        JobProgress progress = new JobProgress(out, System.console() != null, EpochFormat.LINE);
        Runnable stopped = () -> {
            progress.end();
            out.println("\nStopped; the job of trial " + run.trial() + " goes on.\n  go on      the same command\n"
                    + new FollowOptions(false, run.jobId(), options.trainerPort()).hints(jobs.trainer()));
        };
        try (StopNotice notice = new StopNotice(stopped)) {
            while (true) {
                Optional<JsonNode> job = jobs.look(run.jobId());
                job.ifPresent(progress::show);
                if (job.isPresent() && JobStates.ended(job.get())) {
                    return true;
                }
                if (job.isPresent() && seconds(job.get()) > limitSeconds) {
                    return false;
                }
                Thread.sleep(POLL.toMillis());
            }
        } finally {
            progress.end();
        }
    }

    /** What has come of a job that has ended. */
    TrialRun end(TrialRun run) throws LaunchException, InterruptedException {
        JsonNode job = jobs.look(run.jobId())
                .orElseThrow(() -> new LaunchException(
                        "The trainer went away when job " + run.jobId() + " had ended; the same command goes on."));
        Map<Integer, JsonNode> epochs = jobs.epochs(run.jobId());
        double epochSeconds = epochs.values().stream()
                .mapToDouble(epoch -> epoch.path("seconds").asDouble())
                .sum();
        Cost cost = new Cost(seconds(job), epochs.size(), epochSeconds);
        if (JobStates.succeeded(job)) {
            Figures figures = jobs.figures(job.path("checkpoint_id").asText(), epochs);
            out.println("  " + TuneReport.figures(figures) + " on the validation part");
            return run.ended(State.DONE, cost, figures);
        }
        out.println("  The job ended as " + JobStates.state(job) + ": "
                + job.path("error").path("message").asText("no reason given"));
        return run.ended(JobStates.failed(job) ? State.FAILED : State.CANCELLED, cost, null);
    }

    /** For how long a job has run; both clocks are this machine's. */
    private double seconds(JsonNode job) {
        if (!job.path("started_at").isTextual()) {
            return 0;
        }
        Instant start = Instant.parse(job.path("started_at").asText());
        Instant end = job.path("ended_at").isTextual()
                ? Instant.parse(job.path("ended_at").asText())
                : clock.instant();
        return Math.max(0, Duration.between(start, end).toMillis() / 1000.0);
    }

    static String epochs(int epochs) {
        return epochs == 1 ? "1 epoch" : epochs + " epochs";
    }
}
