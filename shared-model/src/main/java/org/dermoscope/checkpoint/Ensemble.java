package org.dermoscope.checkpoint;

import java.util.List;

/**
 * An ensemble with its members, all verified. Thread-safe.
 *
 * @param members in the manifest's order
 */
public record Ensemble(StoredEnsemble stored, List<Checkpoint> members) {
    public Ensemble {
        members = List.copyOf(members);
    }
}
