package org.dermoscope.trainer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.job.JobQueue;
import org.dermoscope.trainer.job.SingleJob;
import org.dermoscope.trainer.job.TrainingSchedule;
import org.dermoscope.trainer.promotion.ReferenceModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the service starts it takes over the reference models and takes up the schedule and the queued jobs, or the one job
 * of the settings; when it stops it ends the running one.
 */
@Singleton
public final class TrainerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerLifecycle.class);

    private final Optional<ReferenceModels> referenceModels;
    private final JobQueue queue;
    private final TrainingSchedule schedule;
    private final SingleJob singleJob;

    TrainerLifecycle(
            Optional<ReferenceModels> referenceModels, JobQueue queue, TrainingSchedule schedule, SingleJob singleJob) {
        this.referenceModels = referenceModels;
        this.queue = queue;
        this.schedule = schedule;
        this.singleJob = singleJob;
    }

    void start(@Observes StartupEvent event) {
        try {
            referenceModels.ifPresent(ReferenceModels::seed);
        } catch (StoreException e) {
            LOG.warn("The reference models were not taken over, as the store failed; they are when it starts again", e);
        }
        schedule.start();
        if (!singleJob.start()) {
            queue.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        queue.close();
    }
}
