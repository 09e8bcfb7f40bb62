package org.dermoscope.wire;

import java.util.List;

/**
 * An architecture that can be trained.
 *
 * @param parameters running statistics of batch normalization included
 * @param trainable parameters without those
 * @param precisions that it can be trained in, as {@code precision} of a job says them
 * @param recipe the defaults of a job, in the form in which a job may override them
 * @param sampleRecipe the defaults where the data is the generated sample
 */
public record ArchitectureAnswer(
        String id,
        String description,
        long parameters,
        long trainable,
        Input input,
        List<String> precisions,
        Object recipe,
        Object sampleRecipe) {
    public ArchitectureAnswer {
        precisions = List.copyOf(precisions);
    }

    /** Size of the network's input in pixels. */
    public record Input(int height, int width) {}
}
