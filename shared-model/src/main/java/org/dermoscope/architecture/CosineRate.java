package org.dermoscope.architecture;

import java.util.function.LongToDoubleFunction;

/**
 * A linear warm-up, {@code peak * it / warmup}, then half a cosine down to the minimum over the rest of the run,
 * {@code min + (peak - min) * (1 + cos(pi * (it - warmup) / (total - warmup))) / 2}: Loshchilov and Hutter, SGDR (ICLR
 * 2017), without restarts. Iteration {@code total}, which is never trained, would be at the minimum.
 *
 * @param warmup iterations, 0 or more
 * @param total iterations of the run
 */
record CosineRate(double peak, double min, long warmup, long total) implements LongToDoubleFunction {
    @Override
    public double applyAsDouble(long iteration) {
        if (iteration < warmup) {
            return peak * iteration / warmup;
        }
        double share = Math.min(1, (double) (iteration - warmup) / Math.max(1, total - warmup));
        return min + (peak - min) * (1 + Math.cos(Math.PI * share)) / 2;
    }
}
