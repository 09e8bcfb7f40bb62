package org.dermoscope.inference;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.dermoscope.inference.batch.Batcher;
import org.dermoscope.inference.model.ActiveModel;
import org.dermoscope.inference.model.CheckpointWatcher;

/** Starts to follow the champion and to run passes; in the end frees the model when its last request is done. */
@Singleton
public final class InferenceLifecycle {
    private final CheckpointWatcher watcher;
    private final Batcher batcher;
    private final ActiveModel active;

    InferenceLifecycle(CheckpointWatcher watcher, Batcher batcher, ActiveModel active) {
        this.watcher = watcher;
        this.batcher = batcher;
        this.active = active;
    }

    void start(@Observes StartupEvent event) {
        batcher.start();
        watcher.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watcher.close();
        batcher.close();
        active.close();
    }
}
