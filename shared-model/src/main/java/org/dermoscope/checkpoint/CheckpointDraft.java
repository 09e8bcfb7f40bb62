package org.dermoscope.checkpoint;

import java.time.Instant;
import java.util.List;
import org.dermoscope.imaging.PreprocessingSpec;

/**
 * What the trainer says of a checkpoint that it publishes; {@link CheckpointRepository#publish} adds schema version,
 * class order and the objects' hashes, which together are the {@link Manifest}.
 *
 * @param goldens each names an object that is published with it
 */
public record CheckpointDraft(
        CheckpointId id,
        Instant createdAt,
        Manifest.NetworkInfo network,
        PreprocessingSpec preprocessing,
        Manifest.DataInfo data,
        Manifest.EvaluationSummary evaluation,
        Manifest.Provenance provenance,
        List<Manifest.Golden> goldens,
        boolean promotable) {
    public CheckpointDraft {
        goldens = List.copyOf(goldens);
    }
}
