package org.dermoscope.architecture;

import java.util.function.LongToDoubleFunction;

/**
 * Linearly from the base up to the maximum and down again in two equal steps, then linearly on to the minimum: Smith, A
 * Disciplined Approach to Neural Network Hyper-Parameters (2018), whose cycle is a little shorter than the run. The
 * momentum stays as it is, where Smith lets it fall and rise. Iteration {@code total}, which is never trained, would be at
 * the minimum.
 *
 * @param cycle iterations of the two steps together
 * @param total iterations of the run, at least {@code cycle}
 */
record OneCycleRate(double base, double max, double min, long cycle, long total) implements LongToDoubleFunction {
    @Override
    public double applyAsDouble(long iteration) {
        if (iteration < cycle) {
            return base + (max - base) * (1 - Math.abs(2.0 * iteration / cycle - 1));
        }
        double share = Math.min(1, (double) (iteration - cycle) / Math.max(1, total - cycle));
        return base + (min - base) * share;
    }
}
