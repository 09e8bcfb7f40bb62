package org.dermoscope.trainer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.dermoscope.trainer.job.JobQueue;

/** Takes up the queued jobs when the service starts; ends the running one when it stops. */
@Singleton
public final class TrainerLifecycle {
    private final JobQueue queue;

    TrainerLifecycle(JobQueue queue) {
        this.queue = queue;
    }

    void start(@Observes StartupEvent event) {
        queue.start();
    }

    void stop(@Observes ShutdownEvent event) {
        queue.close();
    }
}
