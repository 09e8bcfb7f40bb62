package org.dermoscope.trainer.job;

import java.util.Comparator;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.range.LrRangeStep;
import org.jspecify.annotations.Nullable;

/**
 * What a range test found, in short; the metrics of its job.
 *
 * @param suggestedLearningRate null where there is none; never applied by itself
 * @param lowestLoss the lowest smoothed loss
 * @param lowestLossLearningRate where it was lowest
 */
record LrRangeSummary(
        @Nullable Double suggestedLearningRate,
        LrRangeResult.End end,
        int steps,
        double lowestLoss,
        double lowestLossLearningRate) {
    static LrRangeSummary of(LrRangeResult result) {
        LrRangeStep lowest = result.steps().stream()
                .min(Comparator.comparingDouble(LrRangeStep::smoothedLoss))
                .orElseThrow();
        return new LrRangeSummary(
                result.suggestedLearningRate(),
                result.end(),
                result.steps().size(),
                lowest.smoothedLoss(),
                lowest.learningRate());
    }
}
