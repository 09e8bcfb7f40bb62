package org.dermoscope.architecture;

/**
 * The learning-rate schedule of a run, fully resolved; the values that the kind does not use are kept and ignored.
 *
 * @param factor plateau: the rate is multiplied by this, in (0, 1)
 * @param patience plateau: epochs without a lower validation loss before the rate falls, at least 1
 * @param minLearningRate plateau: the rate never falls below
 * @param mode cyclic: how the amplitude develops
 * @param baseLearningRate cyclic: the rate of iteration 0
 * @param maxLearningRate cyclic: the peak of the first cycle, at least the base
 * @param stepEpochs cyclic: half a cycle, in epochs; in iterations {@code max(1, round(stepEpochs * stepsPerEpoch))}
 * @param gamma cyclic, {@code exp_range}: in (0, 1]
 */
public record ScheduleSpec(
        Kind kind,
        double factor,
        int patience,
        double minLearningRate,
        CyclicMode mode,
        double baseLearningRate,
        double maxLearningRate,
        double stepEpochs,
        double gamma) {
    /** Written in lower case in JSON. */
    public enum Kind {
        CONSTANT,
        PLATEAU,
        CYCLIC
    }

    /** The modes of Smith's cyclical learning rates (arXiv 1506.01186). Written in lower case in JSON. */
    public enum CyclicMode {
        TRIANGULAR,
        TRIANGULAR2,
        EXP_RANGE
    }

    public ScheduleSpec {
        Ranges.requireWithin("schedule.factor", factor, Math.ulp(0.0), Math.nextDown(1.0));
        Ranges.requireWithin("schedule.patience", patience, 1, 1000);
        Ranges.requireWithin("schedule.min_learning_rate", minLearningRate, 0, 1);
        Ranges.requireWithin("schedule.base_learning_rate", baseLearningRate, Math.ulp(0.0), 1);
        Ranges.requireWithin("schedule.max_learning_rate", maxLearningRate, baseLearningRate, 1);
        Ranges.requireWithin("schedule.step_epochs", stepEpochs, Math.ulp(0.0), 1000);
        Ranges.requireWithin("schedule.gamma", gamma, Math.ulp(0.0), 1);
    }

    public static ScheduleSpec constant() {
        return new ScheduleSpec(Kind.CONSTANT, 0.5, 4, 1e-6, CyclicMode.TRIANGULAR, 0.001, 0.01, 1, 1);
    }

    public static ScheduleSpec plateau(double factor, int patience, double minLearningRate) {
        return new ScheduleSpec(
                Kind.PLATEAU, factor, patience, minLearningRate, CyclicMode.TRIANGULAR, 0.001, 0.01, 1, 1);
    }

    public static ScheduleSpec triangular(double base, double max, double stepEpochs) {
        return new ScheduleSpec(Kind.CYCLIC, 0.5, 4, 1e-6, CyclicMode.TRIANGULAR, base, max, stepEpochs, 1);
    }
}
