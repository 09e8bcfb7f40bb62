package org.dermoscope.trainer.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.Optional;
import org.dermoscope.architecture.Architecture;
import org.dermoscope.architecture.FineTuningSpec;
import org.dermoscope.architecture.InitialWeights;
import org.dermoscope.architecture.NetworkOptions;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.WeightsCodec;
import org.dermoscope.pretrained.PretrainedWeights;
import org.dermoscope.pretrained.WeightsRefusedException;
import org.dermoscope.trainer.run.RunConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run's network starts from.
 *
 * @param pretrained weights of the backbone; empty if they are drawn at random
 */
record InitialNetwork(Architecture architecture, RunConfig config, Optional<PretrainedWeights> pretrained) {
    private static final Logger LOG = LoggerFactory.getLogger(InitialNetwork.class);

    /** @throws WeightsRefusedException if the run wants pretrained weights and the store has none, or other ones than it says */
    static InitialNetwork of(Architecture architecture, RunConfig config, RunEnvironment environment) {
        if (config.fineTuning().initialWeights() == FineTuningSpec.Source.RANDOM) {
            return new InitialNetwork(architecture, config, Optional.empty());
        }
        PretrainedWeights weights = environment
                .pretrained()
                .find(architecture.id())
                .orElseThrow(() -> new WeightsRefusedException("The store has no pretrained weights for "
                        + architecture.id() + "; import them with ./run import-weights, or ask for "
                        + "\"fine_tuning\":{\"initial_weights\":\"random\"}"));
        return new InitialNetwork(architecture, config, Optional.of(weights));
    }

    /**
     * The network; its parameters belong to the manager until it is cleared.
     *
     * @throws org.dermoscope.checkpoint.CheckpointRejectedException if the pretrained weights do not fit
     */
    Block create(NDManager manager) {
        Block network = architecture.newNetwork(new NetworkOptions(config.batchNormMomentum(), config.precision()));
        InitialWeights.initialize(network, architecture.input(), manager, config.seed());
        pretrained.ifPresent(weights -> WeightsCodec.loadBackbone(weights.weights(), network));
        return network;
    }

    /** Says in the log where the weights are from. */
    void log(String jobId) {
        pretrained
                .map(PretrainedWeights::info)
                .ifPresent(info -> LOG.info(
                        "Job {}: starts from {} ({}), SHA-256 {}",
                        jobId,
                        info.source(),
                        info.licence(),
                        info.sourceSha256()));
    }

    /** Null for weights drawn at random. */
    Manifest.@Nullable InitialWeights provenance() {
        return pretrained
                .map(PretrainedWeights::info)
                .map(info -> new Manifest.InitialWeights(info.source(), info.licence(), info.sourceSha256()))
                .orElse(null);
    }
}
