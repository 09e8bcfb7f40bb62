package org.dermoscope.checkpoint;

import java.util.List;

/**
 * The ensembles in the store.
 *
 * @param ensembles newest first; whether their members are still there was not looked at
 * @param unreadable manifests that no ensemble can be made of
 */
public record EnsembleListing(List<StoredEnsemble> ensembles, List<CheckpointListing.Unreadable> unreadable) {
    public EnsembleListing {
        ensembles = List.copyOf(ensembles);
        unreadable = List.copyOf(unreadable);
    }
}
