package org.dermoscope.checkpoint;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;

/**
 * Which checkpoints are never pruned: one small object each. Thread-safe, and safe between processes on one store.
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
        ArtifactKey key = CheckpointKeys.pin(id);
        store.putIfAbsent(key, Json.document(Map.of("checkpoint_id", id.toString())));
        boolean exists = store.head(CheckpointKeys.manifest(id)).isPresent();
        if (!exists) {
            store.delete(key);
        }
        return exists;
    }

    /** Nothing happens if it is not pinned. */
    public void unpin(CheckpointId id) {
        store.delete(CheckpointKeys.pin(id));
    }

    public boolean contains(CheckpointId id) {
        return store.head(CheckpointKeys.pin(id)).isPresent();
    }

    public Set<CheckpointId> all() {
        return store.list(CheckpointKeys.PINS).stream()
                .flatMap(info -> CheckpointKeys.idOfPin(info.key()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
