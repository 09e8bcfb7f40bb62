package org.dermoscope.trainer.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dermoscope.trainer.job.ScheduleDecision.Verdict;

/**
 * Whether a tick of the schedule starts a training: unless one of the architecture waits or runs, and unless the last
 * one that succeeded, whoever posted it, was on the same data.
 */
final class SchedulePolicy {
    private SchedulePolicy() {}

    /**
     * @param dataHash of the data set now
     * @param jobs all that are known
     * @param past newest first; a training counts as succeeded if its job says so or is not known any more
     */
    static ScheduleDecision decide(String architecture, String dataHash, List<Job> jobs, List<PastTraining> past) {
        Optional<Job> pending = jobs.stream()
                .filter(job -> job.config().architecture().equals(architecture))
                .filter(job -> job.kind() == JobKind.TRAINING)
                .filter(job -> !job.state().ended())
                .findFirst();
        if (pending.isPresent()) {
            return new ScheduleDecision(
                    Verdict.SKIP_PENDING,
                    "Job " + pending.get().id() + " trains " + architecture + " and is "
                            + pending.get().state());
        }
        Map<String, Job> byId = jobs.stream().collect(Collectors.toMap(Job::id, Function.identity()));
        Optional<PastTraining> last = past.stream()
                .filter(training -> training.architecture().equals(architecture))
                .filter(training -> succeeded(training, Optional.ofNullable(byId.get(training.jobId()))))
                .findFirst();
        if (last.isEmpty()) {
            return new ScheduleDecision(Verdict.POST, "No training of " + architecture + " has succeeded yet");
        }
        String checkpoint = last.get().checkpointId();
        return last.get().dataHash().equals(dataHash)
                ? new ScheduleDecision(
                        Verdict.SKIP_UNCHANGED, "The data set is the one that " + checkpoint + " was trained on")
                : new ScheduleDecision(
                        Verdict.POST, "The data set is not the one that " + checkpoint + " was trained on");
    }

    private static boolean succeeded(PastTraining training, Optional<Job> job) {
        return training.whole() && job.map(Job::state).orElse(JobState.SUCCEEDED) == JobState.SUCCEEDED;
    }
}
