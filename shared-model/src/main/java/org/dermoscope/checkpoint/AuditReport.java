package org.dermoscope.checkpoint;

import java.util.List;

/**
 * What an audit of a store found.
 *
 * @param checkpoints that are complete
 * @param ensembles that are complete, but for members that were pruned
 * @param objects of theirs that were read and hashed
 * @param bytes of those
 * @param unfinished prefixes below which a publication has begun and not ended; nobody lists or serves them
 * @param removed keys of manifests that were there at the earlier snapshot, as pruning leaves it
 * @param findings what is wrong; empty if nothing is
 * @param snapshot to compare a later audit with
 */
public record AuditReport(
        int checkpoints,
        int ensembles,
        int objects,
        long bytes,
        List<String> unfinished,
        List<String> removed,
        List<AuditFinding> findings,
        StoreSnapshot snapshot) {
    public AuditReport {
        unfinished = List.copyOf(unfinished);
        removed = List.copyOf(removed);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean clean() {
        return findings.isEmpty();
    }
}
