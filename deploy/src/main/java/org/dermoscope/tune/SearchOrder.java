package org.dermoscope.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What makes a search the one that it is: with the same order it goes on. For how long it may is no part of it.
 *
 * @param data a HAM10000 folder, null for the generated sample
 * @param trials recipes in the first rung
 * @param epochs of the last rung
 * @param seed by which recipes are drawn; all jobs have the trainer's own default seed, so that they share one split
 * @param space as a file declares it
 * @param recipe of the architecture
 */
public record SearchOrder(
        String architecture,
        @Nullable String data,
        int trials,
        int epochs,
        long seed,
        JsonNode space,
        JsonNode recipe) {
    public Halving halving() {
        return new Halving(trials, epochs);
    }

    /** What a job overrides of the defaults to be trained by a recipe. */
    public ObjectNode overrides(Trial trial) {
        return new Recipe(recipe).overrides(trial.values());
    }
}
