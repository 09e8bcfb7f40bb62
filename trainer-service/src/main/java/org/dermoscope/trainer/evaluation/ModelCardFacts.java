package org.dermoscope.trainer.evaluation;

import java.time.Instant;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.ExportedNetwork;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.imaging.PreprocessingSpec;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.trainer.run.EpochMetrics;
import org.dermoscope.trainer.run.RunConfig;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link ModelCard} tells.
 *
 * @param abstention null where nothing is turned away
 * @param exports further forms of the network
 * @param history in epoch order
 */
public record ModelCardFacts(
        CheckpointId id,
        Instant createdAt,
        Manifest.NetworkInfo network,
        PreprocessingSpec preprocessing,
        Manifest.DataInfo data,
        @Nullable AbstentionRules abstention,
        List<ExportedNetwork> exports,
        RunConfig config,
        List<EpochMetrics> history,
        EvaluationReport evaluation,
        Manifest.Provenance provenance) {
    public ModelCardFacts {
        exports = List.copyOf(exports);
        history = List.copyOf(history);
    }
}
