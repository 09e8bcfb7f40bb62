package org.dermoscope.inference.model;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the champion is followed. */
@Liveness
public final class WatcherLiveness implements HealthCheck {
    private final CheckpointWatcher watcher;

    WatcherLiveness(CheckpointWatcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("checkpoint-watcher")
                .status(watcher.running())
                .build();
    }
}
