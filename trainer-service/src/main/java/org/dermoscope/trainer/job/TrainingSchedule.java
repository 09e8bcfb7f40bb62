package org.dermoscope.trainer.job;

import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Trainings at set times, where the settings ask for them, and what came of the last tick. Thread-safe. */
public final class TrainingSchedule {
    private static final Logger LOG = Logger.getLogger(TrainingSchedule.class);
    private static final String IDENTITY = "scheduled training";

    private final Optional<ScheduledRequest> request;
    private final ScheduledTraining training;
    private final Scheduler scheduler;
    private volatile @Nullable Trigger trigger;
    private volatile @Nullable Tick last;

    /** What came of a tick. */
    record Tick(Instant at, ScheduleDecision decision) {}

    public TrainingSchedule(Optional<ScheduledRequest> request, ScheduledTraining training, Scheduler scheduler) {
        this.request = request;
        this.training = training;
        this.scheduler = scheduler;
    }

    /**
     * Does nothing where no schedule is set.
     *
     * @throws IllegalArgumentException if the cron expression or the request is not allowed; names the setting
     */
    public void start() {
        request.ifPresent(set -> {
            training.requireValid(set.body());
            trigger = register(set);
            LOG.infof("Trainings are scheduled at '%s': %s", set.cron(), set.body());
        });
    }

    private Trigger register(ScheduledRequest set) {
        try {
            return scheduler
                    .newJob(IDENTITY)
                    .setCron(set.cron())
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setTask(execution -> tick(set, execution))
                    .schedule();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    ScheduledRequest.CRON + " is '" + set.cron()
                            + "'; allowed: a Quartz cron expression, seconds first, for example '0 0 3 * * ?' for"
                            + " three o'clock every night (" + e.getMessage() + ")",
                    e);
        }
    }

    private void tick(ScheduledRequest set, ScheduledExecution execution) {
        ScheduleDecision decision = training.tick(set.body());
        last = new Tick(execution.getFireTime(), decision);
        if (decision.verdict() == ScheduleDecision.Verdict.FAILED) {
            LOG.warnf("Scheduled training: %s", decision.reason());
        } else {
            LOG.infof("Scheduled training: %s: %s", decision.verdict(), decision.reason());
        }
    }

    Optional<String> cron() {
        return request.map(ScheduledRequest::cron);
    }

    Optional<Tick> last() {
        return Optional.ofNullable(last);
    }

    /** When it ticks next; empty where no schedule is set. */
    Optional<Instant> next() {
        Trigger started = trigger;
        return started == null ? Optional.empty() : Optional.ofNullable(started.getNextFireTime());
    }
}
