package org.dermoscope.trainer.pipeline;

import java.util.Locale;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.TrainingOutcome;

/**
 * What training leaves.
 *
 * @param weights of the best epoch, as they are published
 */
record TrainedWeights(Manifest.NetworkInfo network, byte[] weights, TrainingOutcome outcome) {

    Manifest.Provenance provenance(String jobId, RunConfig config, RunEnvironment environment) {
        return new Manifest.Provenance(
                jobId,
                config.seed(),
                outcome.history().size(),
                outcome.bestEpoch(),
                outcome.seconds(),
                environment.versions(),
                environment.device(),
                config.precision().name().toLowerCase(Locale.ROOT));
    }
}
