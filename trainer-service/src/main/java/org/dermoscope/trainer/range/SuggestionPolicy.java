package org.dermoscope.trainer.range;

import java.util.List;
import java.util.Optional;

/** Which rate a range test suggests; the rule is {@link #RULE}. */
public final class SuggestionPolicy {
    /** For people. */
    public static final String RULE =
            "The rate at which the smoothed loss falls steepest per decade of the rate, measured"
                    + " over a tenth of the steps, after the first tenth and not behind the lowest smoothed loss; none where the"
                    + " smoothed loss falls by less than a twentieth after the first tenth";

    private static final double LEAST_FALL = 0.05;

    private SuggestionPolicy() {}

    /** @param steps in order, at rising rates */
    public static Optional<Double> suggest(List<LrRangeStep> steps) {
        int half = Math.max(1, steps.size() / 20);
        int first = 2 * half;
        int lowest = lowest(steps);
        if (first >= lowest || fall(steps.get(first), steps.get(lowest)) < LEAST_FALL) {
            return Optional.empty();
        }
        int steepest = first;
        for (int i = first; i <= Math.min(lowest, steps.size() - 1 - half); i++) {
            if (slope(steps, i, half) < slope(steps, steepest, half)) {
                steepest = i;
            }
        }
        return Optional.of(steps.get(steepest).learningRate());
    }

    /** Index of the lowest smoothed loss; -1 without steps. */
    private static int lowest(List<LrRangeStep> steps) {
        int lowest = steps.size() - 1;
        for (int i = lowest; i >= 0; i--) {
            lowest = steps.get(i).smoothedLoss() <= steps.get(lowest).smoothedLoss() ? i : lowest;
        }
        return lowest;
    }

    private static double fall(LrRangeStep from, LrRangeStep to) {
        return 1 - to.smoothedLoss() / from.smoothedLoss();
    }

    /** Of the smoothed loss per decade. */
    private static double slope(List<LrRangeStep> steps, int index, int half) {
        LrRangeStep before = steps.get(index - half);
        LrRangeStep after = steps.get(index + half);
        return (after.smoothedLoss() - before.smoothedLoss())
                / Math.log10(after.learningRate() / before.learningRate());
    }
}
