package org.dermoscope.architecture;

import ai.djl.nn.Block;
import java.util.Optional;
import java.util.Set;
import org.dermoscope.imaging.NormalizationStats;

/**
 * One network: adding one is a class that implements this and a line in the list of architectures. Stateless.
 */
public interface Architecture {
    /** Lower-case letters, digits and {@code -}; part of store keys. */
    String id();

    /** One sentence for people. */
    String description();

    InputSize input();

    TrainingRecipe recipe();

    /** The recipe for the small generated sample, where {@link #recipe()} would take too few steps. */
    TrainingRecipe sampleRecipe();

    /**
     * A new, uninitialised network: input {@code (N, 3, H, W)} float32 in any memory format, output logits
     * {@code (N, 7)}. The caller owns its parameters and closes it.
     */
    Block newNetwork(NetworkOptions options);

    /**
     * How pixels are normalised whatever the data set is, because public weights were trained so; empty if by the statistics
     * of the training part.
     */
    default Optional<NormalizationStats> normalization() {
        return Optional.empty();
    }

    /** In which it can be trained; {@link Precision#FP32} always. */
    default Set<Precision> precisions() {
        return Set.of(Precision.values());
    }

    /** Empty if weights of this network are not public. */
    default Optional<PublicNames> publicNames() {
        return Optional.empty();
    }
}
