package org.dermoscope.prune;

import java.util.List;

/**
 * What becomes of the checkpoints of a store.
 *
 * @param items newest first
 * @param unreadable number of manifests that cannot be read and are left alone
 */
public record PrunePlan(List<PruneItem> items, int unreadable) {
    public PrunePlan {
        items = List.copyOf(items);
    }

    public List<PruneItem> removed() {
        return items.stream().filter(PruneItem::removed).toList();
    }

    /** What the removed ones take. */
    public long freedBytes() {
        return removed().stream().mapToLong(PruneItem::bytes).sum();
    }
}
