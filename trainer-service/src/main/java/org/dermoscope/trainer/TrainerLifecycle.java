package org.dermoscope.trainer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.job.JobQueue;
import org.dermoscope.trainer.promotion.ReferenceModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over the reference models and takes up the queued jobs when the service starts; ends the running one when it stops. */
@Singleton
public final class TrainerLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerLifecycle.class);

    private final Optional<ReferenceModels> referenceModels;
    private final JobQueue queue;

    TrainerLifecycle(Optional<ReferenceModels> referenceModels, JobQueue queue) {
        this.referenceModels = referenceModels;
        this.queue = queue;
    }

    void start(@Observes StartupEvent event) {
        try {
            referenceModels.ifPresent(ReferenceModels::seed);
        } catch (StoreException e) {
            LOG.warn("The reference models were not taken over, as the store failed; they are when it starts again", e);
        }
        queue.start();
    }

    void stop(@Observes ShutdownEvent event) {
        queue.close();
    }
}
