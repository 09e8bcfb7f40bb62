package org.dermoscope.checkpoint;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;

/**
 * Which checkpoints and ensembles are never pruned: one small object each. Thread-safe, and safe between processes on one store.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class CheckpointPins {
    private final ArtifactStore store;

    CheckpointPins(ArtifactStore store) {
        this.store = store;
    }

    /**
     * Keeps a checkpoint from being pruned until it is unpinned; pinning twice is pinning once.
     *
     * @return whether there is such a checkpoint
     */
    public boolean pin(CheckpointId id) {
        // The pin first: who prunes deletes the manifest and then looks for a pin, so that one of the two sees the
        // other.
        return pin(CheckpointKeys.pin(id), "checkpoint_id", id.toString(), CheckpointKeys.manifest(id));
    }

    /**
     * As {@link #pin(CheckpointId)}, of an ensemble and its members.
     *
     * @return whether there is such an ensemble
     */
    public boolean pin(EnsembleId id) {
        return pin(CheckpointKeys.pin(id), "ensemble_id", id.toString(), CheckpointKeys.manifest(id));
    }

    private boolean pin(ArtifactKey key, String field, String id, ArtifactKey manifest) {
        store.putIfAbsent(key, Json.document(Map.of(field, id)));
        boolean exists = store.head(manifest).isPresent();
        if (!exists) {
            store.delete(key);
        }
        return exists;
    }

    /** Nothing happens if it is not pinned. */
    public void unpin(CheckpointId id) {
        store.delete(CheckpointKeys.pin(id));
    }

    /** Nothing happens if it is not pinned. */
    public void unpin(EnsembleId id) {
        store.delete(CheckpointKeys.pin(id));
    }

    public boolean contains(EnsembleId id) {
        return store.head(CheckpointKeys.pin(id)).isPresent();
    }

    public boolean contains(CheckpointId id) {
        return store.head(CheckpointKeys.pin(id)).isPresent();
    }

    public Set<EnsembleId> ensembles() {
        return store.list(CheckpointKeys.PINS).stream()
                .flatMap(info -> CheckpointKeys.idOfEnsemblePin(info.key()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Checkpoints that are pinned by themselves. */
    public Set<CheckpointId> all() {
        return store.list(CheckpointKeys.PINS).stream()
                .flatMap(info -> CheckpointKeys.idOfPin(info.key()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
