package org.dermoscope.trainer.ensemble;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was chosen.
 *
 * @param taken how often each member was, by checkpoint id, the most often first
 * @param score of the mean
 * @param candidates all of them with their own scores, the best first
 */
public record SelectedEnsemble(Map<String, Integer> taken, Score score, Map<String, Score> candidates) {
    public SelectedEnsemble {
        taken = Collections.unmodifiableMap(new LinkedHashMap<>(taken));
        candidates = Collections.unmodifiableMap(new LinkedHashMap<>(candidates));
    }

    public int rounds() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }

    public String bestSingle() {
        return candidates.keySet().iterator().next();
    }

    public Score bestSingleScore() {
        return candidates.values().iterator().next();
    }

    /** Whether several are worth what they cost: their balanced accuracy is above that of the best single candidate. */
    public boolean beatsBestSingle() {
        return taken.size() > 1 && score.balancedAccuracy() > bestSingleScore().balancedAccuracy();
    }
}
