package org.dermoscope.trainer.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Alive while the worker is; ready once the journal is read and while the store answers. */
@ApplicationScoped
public class JobHealth {
    private static final ArtifactKey CHAMPION = ArtifactKey.of("champion.json");

    @Produces
    @Liveness
    HealthCheck worker(JobQueue queue) {
        return () -> HealthCheckResponse.builder()
                .name("training worker")
                .status(queue.alive())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck store(JobQueue queue, ArtifactStore store) {
        return () -> {
            HealthCheckResponseBuilder answer = HealthCheckResponse.builder()
                    .name("store")
                    .withData("location", store.location())
                    .withData("waiting_jobs", queue.waiting());
            String reason = problem(store).orElse(queue.recovered() ? "" : "The jobs in the store are not read yet");
            return answer.withData("reason", reason).status(reason.isEmpty()).build();
        };
    }

    private static Optional<String> problem(ArtifactStore store) {
        try {
            store.head(CHAMPION);
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.problem().sentence());
        }
    }
}
