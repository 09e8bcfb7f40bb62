package org.dermoscope.trainer.ensemble;

import java.util.List;
import org.dermoscope.architecture.Ranges;
import org.dermoscope.checkpoint.CheckpointId;

/**
 * What an ensemble may be made of.
 *
 * @param candidates ids of at least two checkpoints, each once; empty for all promotable ones of the data and of the split of
 *     the best of them
 * @param maxMembers how many different checkpoints it may have, 2..8
 * @param flips whether to report as well what the mean over an image's four flips would give; chosen, calibrated and served
 *     are single passes
 */
public record EnsembleSpec(List<String> candidates, int maxMembers, boolean flips) {
    public static final EnsembleSpec DEFAULT = new EnsembleSpec(List.of(), 3, false);

    public EnsembleSpec {
        candidates = List.copyOf(candidates);
        candidates.forEach(CheckpointId::parse);
        if (candidates.size() == 1 || candidates.stream().distinct().count() != candidates.size()) {
            throw new IllegalArgumentException("ensemble.candidates is " + candidates
                    + "; allowed: ids of at least two checkpoints, each once, or none for all that fit");
        }
        Ranges.requireWithin("ensemble.max_members", maxMembers, 2, 8);
    }
}
