package org.dermoscope.prune;

import java.util.List;
import org.dermoscope.checkpoint.EnsembleId;

/**
 * What becomes of the checkpoints and ensembles of a store.
 *
 * @param items newest first
 * @param ensembles that go because a member goes or has gone
 * @param unreadable number of manifests that cannot be read and are left alone
 */
public record PrunePlan(List<PruneItem> items, List<EnsembleId> ensembles, int unreadable) {
    public PrunePlan {
        items = List.copyOf(items);
        ensembles = List.copyOf(ensembles);
    }

    public List<PruneItem> removed() {
        return items.stream().filter(PruneItem::removed).toList();
    }

    /** What the removed ones take. */
    public long freedBytes() {
        return removed().stream().mapToLong(PruneItem::bytes).sum();
    }
}
