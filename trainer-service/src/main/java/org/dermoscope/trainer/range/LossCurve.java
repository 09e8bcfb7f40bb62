package org.dermoscope.trainer.range;

import java.util.ArrayList;
import java.util.List;

/**
 * The losses of a range test and their exponential average with the bias of its start corrected, {@code a = k a + (1 - k)
 * loss}, smoothed {@code a / (1 - k^t)} after step t, from 1.
 *
 * <p>The test is Smith's (Cyclical Learning Rates for Training Neural Networks, arXiv 1506.01186, 2015, section 3.3);
 * smoothing and end are those of fastai's {@code lr_find}, which keeps k = 0.98. Here k is 0.9: in a test of a hundred
 * steps 0.98 would show a fall tens of steps, decades of the rate, after it happened. Not thread-safe.
 */
public final class LossCurve {
    public static final double KEPT = 0.9;
    /** Of the lowest smoothed loss: above it, the test ends. */
    public static final double END_RATIO = 4;

    private final List<LrRangeStep> steps = new ArrayList<>();
    private double average;
    private double lowest = Double.POSITIVE_INFINITY;
    private boolean rose;

    /** @param loss finite */
    public void add(double learningRate, double loss) {
        int step = steps.size() + 1;
        average = KEPT * average + (1 - KEPT) * loss;
        double smoothed = average / (1 - Math.pow(KEPT, step));
        steps.add(new LrRangeStep(step, learningRate, loss, smoothed));
        rose = smoothed > END_RATIO * lowest;
        lowest = Math.min(lowest, smoothed);
    }

    public int size() {
        return steps.size();
    }

    /** Whether the smoothed loss of the last step is above {@link #END_RATIO} times the lowest before it. */
    public boolean rose() {
        return rose;
    }

    public List<LrRangeStep> steps() {
        return List.copyOf(steps);
    }
}
