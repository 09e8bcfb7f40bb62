package org.dermoscope.architecture;

import java.util.function.LongToDoubleFunction;

/**
 * Smith's cyclical learning rate (arXiv 1506.01186): {@code cycle = floor(1 + it / (2 step))},
 * {@code x = |it / step - 2 cycle + 1|}, {@code lr = base + (max - base) max(0, 1 - x) scale}. Immutable.
 *
 * @param step half a cycle, in iterations, at least 1
 */
record CyclicRate(ScheduleSpec.CyclicMode mode, double base, double max, long step, double gamma)
        implements LongToDoubleFunction {
    static CyclicRate of(ScheduleSpec spec, long step) {
        return new CyclicRate(spec.mode(), spec.baseLearningRate(), spec.maxLearningRate(), step, spec.gamma());
    }

    @Override
    public double applyAsDouble(long iteration) {
        double cycle = Math.floor(1 + iteration / (2.0 * step));
        double x = Math.abs((double) iteration / step - 2 * cycle + 1);
        double scale = switch (mode) {
            case TRIANGULAR -> 1;
            case TRIANGULAR2 -> Math.pow(2, 1 - cycle);
            case EXP_RANGE -> Math.pow(gamma, (double) iteration);
        };
        return base + (max - base) * Math.max(0, 1 - x) * scale;
    }
}
