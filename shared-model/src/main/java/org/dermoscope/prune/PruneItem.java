package org.dermoscope.prune;

import java.util.Collections;
import java.util.Set;
import org.dermoscope.checkpoint.CheckpointId;

/**
 * A checkpoint and what becomes of it.
 *
 * @param bytes of all its objects, by its manifest
 * @param reasons to keep it; empty if it goes
 */
public record PruneItem(CheckpointId id, long bytes, Set<KeepReason> reasons) {
    public PruneItem {
        reasons = Collections.unmodifiableSet(reasons);
    }

    public boolean removed() {
        return reasons.isEmpty();
    }
}
