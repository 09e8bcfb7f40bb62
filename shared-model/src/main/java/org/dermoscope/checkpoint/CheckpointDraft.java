package org.dermoscope.checkpoint;

import java.time.Instant;
import java.util.List;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.quality.AbstentionRules;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer says of a checkpoint that it publishes; {@link CheckpointRepository#publish} adds schema version,
 * class order and the objects' hashes, which together are the {@link Manifest}.
 *
 * @param calibration null to serve the network's outputs as they are
 * @param abstention null to turn nothing away
 * @param exports each names an object that is published with it
 * @param goldens each names an object that is published with it; computed at the calibration's temperature
 */
public record CheckpointDraft(
        CheckpointId id,
        Instant createdAt,
        Manifest.NetworkInfo network,
        PreprocessingSpec preprocessing,
        Manifest.DataInfo data,
        Manifest.EvaluationSummary evaluation,
        @Nullable Calibration calibration,
        List<OperatingPoint> operatingPoints,
        @Nullable AbstentionRules abstention,
        List<ExportedNetwork> exports,
        Manifest.Provenance provenance,
        List<Manifest.Golden> goldens,
        boolean promotable) {
    public CheckpointDraft {
        operatingPoints = List.copyOf(operatingPoints);
        exports = List.copyOf(exports);
        goldens = List.copyOf(goldens);
    }

    /** The same with another calibration; the goldens stay as they are. */
    public CheckpointDraft calibrated(@Nullable Calibration calibration, List<OperatingPoint> operatingPoints) {
        return new CheckpointDraft(
                id,
                createdAt,
                network,
                preprocessing,
                data,
                evaluation,
                calibration,
                operatingPoints,
                abstention,
                exports,
                provenance,
                goldens,
                promotable);
    }
}
