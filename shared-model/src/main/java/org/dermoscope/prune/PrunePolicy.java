package org.dermoscope.prune;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dermoscope.checkpoint.CheckpointId;

/**
 * Decides which checkpoints may go: of each architecture all but the newest, save those that are protected. A protected
 * one that is among the newest counts as one of them.
 *
 * @param keep how many of the newest of each architecture are kept, at least 1
 */
public record PrunePolicy(int keep) {
    public PrunePolicy {
        if (keep < 1) {
            throw new IllegalArgumentException(
                    "Checkpoints to keep of each architecture: " + keep + "; allowed: at least 1");
        }
    }

    /**
     * Why each checkpoint is kept, in the order given; one without a reason may go.
     *
     * @param checkpoints newest first
     */
    public Map<CheckpointId, Set<KeepReason>> judge(List<CheckpointId> checkpoints, Protection protection) {
        Map<String, Integer> seen = new HashMap<>();
        Map<CheckpointId, Set<KeepReason>> judged = new LinkedHashMap<>();
        for (CheckpointId id : checkpoints) {
            Set<KeepReason> reasons = protection.of(id);
            if (seen.merge(id.architecture(), 1, Integer::sum) <= keep) {
                reasons.add(KeepReason.NEWEST);
            }
            judged.put(id, reasons);
        }
        return judged;
    }
}
