package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tiny network as if somebody had published weights of it. */
public final class PublicTinyArchitecture implements Architecture {
    private final Architecture tiny = new TinyArchitecture();

    @Override
    public String id() {
        return tiny.id();
    }

    @Override
    public String description() {
        return tiny.description();
    }

    @Override
    public InputSize input() {
        return tiny.input();
    }

    @Override
    public TrainingRecipe recipe() {
        return tiny.recipe();
    }

    @Override
    public TrainingRecipe sampleRecipe() {
        return tiny.sampleRecipe();
    }

    @Override
    public Block newNetwork(NetworkOptions options) {
        return tiny.newNetwork(options);
    }

    @Override
    public Optional<PublicNames> publicNames() {
        return Optional.of(new PublicNames(
                Map.of(
                        "01features_gamma", "stem.norm.weight",
                        "01features_beta", "stem.norm.bias",
                        "01features_running_mean", "stem.norm.running_mean",
                        "01features_running_var", "stem.norm.running_var",
                        "01features_01conv_kernel", "stem.conv.weight",
                        "01features_01conv_bias", "stem.conv.bias"),
                Set.of("classifier.weight", "classifier.bias")));
    }
}
