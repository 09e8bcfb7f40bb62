package org.dermoscope.checkpoint;

import java.util.List;

/**
 * The checkpoints in the store.
 *
 * @param manifests newest first
 * @param unreadable manifests that no checkpoint can be made of; they do not keep the others from being listed
 */
public record CheckpointListing(List<StoredManifest> manifests, List<Unreadable> unreadable) {
    public CheckpointListing {
        manifests = List.copyOf(manifests);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * @param key of the manifest in the store
     * @param message what is wrong with it
     */
    public record Unreadable(String key, CheckpointRejectedException.Reason reason, String message) {}
}
