package org.dermoscope.inference;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.CheckpointWatcher;

/** Starts to follow the champion when the service starts; frees the model when its last request is done. */
@Singleton
public final class InferenceLifecycle {
    private final CheckpointWatcher watcher;
    private final ActiveModel active;

    InferenceLifecycle(CheckpointWatcher watcher, ActiveModel active) {
        this.watcher = watcher;
        this.active = active;
    }

    void start(@Observes StartupEvent event) {
        watcher.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watcher.close();
        active.close();
    }
}
