package org.dermoscope.trainer.range;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a range test found.
 *
 * @param suggestedLearningRate see {@link SuggestionPolicy}; null where there is none
 * @param steps that were taken, at least one
 */
public record LrRangeResult(
        LrRangeSpec spec, End end, @Nullable Double suggestedLearningRate, List<LrRangeStep> steps) {
    /** Why the test ended. Written in lower case in JSON. */
    public enum End {
        ALL_STEPS,
        /** The smoothed loss exceeded {@link LossCurve#END_RATIO} times its lowest. */
        LOSS_ROSE,
        LOSS_NOT_FINITE
    }

    public LrRangeResult {
        steps = List.copyOf(steps);
    }

    public static LrRangeResult of(LrRangeSpec spec, End end, LossCurve curve) {
        List<LrRangeStep> steps = curve.steps();
        return new LrRangeResult(spec, end, SuggestionPolicy.suggest(steps).orElse(null), steps);
    }
}
