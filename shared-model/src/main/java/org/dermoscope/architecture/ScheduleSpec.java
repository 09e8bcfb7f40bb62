package org.dermoscope.architecture;

/**
 * The learning-rate schedule of a run, fully resolved; the values that the kind does not use are kept and ignored.
 *
 * @param factor plateau: the rate is multiplied by this, in (0, 1)
 * @param patience plateau: epochs without a lower validation loss before the rate falls, at least 1
 * @param minLearningRate plateau: the rate never falls below; cosine and one cycle: what it ends at
 * @param mode cyclic: how the amplitude develops
 * @param baseLearningRate cyclic and one cycle: the rate of iteration 0
 * @param maxLearningRate cyclic and one cycle: the peak of the first cycle, at least the base
 * @param stepEpochs cyclic: half a cycle, in epochs; in iterations {@code max(1, round(stepEpochs * stepsPerEpoch))}
 * @param gamma cyclic, {@code exp_range}: in (0, 1]
 * @param warmupEpochs cosine: the rate rises from 0 to the optimizer's over so many epochs, in iterations {@code
 *     round(warmupEpochs * stepsPerEpoch)}; 0 or more, and no more than the run has
 * @param annealShare one cycle: the share of the run after the cycle, in which the rate falls below the base, in [0, 0.9]
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
        double gamma,
        double warmupEpochs,
        double annealShare) {
    /** Written in lower case in JSON. */
    public enum Kind {
        CONSTANT,
        PLATEAU,
        CYCLIC,
        COSINE,
        ONE_CYCLE
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
        Ranges.requireWithin("schedule.warmup_epochs", warmupEpochs, 0, 10_000);
        Ranges.requireWithin("schedule.anneal_share", annealShare, 0, 0.9);
    }

    /** No warm-up, and the last tenth of a run after one cycle. */
    public ScheduleSpec(
            Kind kind,
            double factor,
            int patience,
            double minLearningRate,
            CyclicMode mode,
            double baseLearningRate,
            double maxLearningRate,
            double stepEpochs,
            double gamma) {
        this(
                kind,
                factor,
                patience,
                minLearningRate,
                mode,
                baseLearningRate,
                maxLearningRate,
                stepEpochs,
                gamma,
                0,
                0.1);
    }

    /**
     * Refuses a warm-up that a run has no time for.
     *
     * @throws IllegalArgumentException if this is a cosine and warms up for more epochs than the run has
     */
    public void requireFits(int epochs) {
        if (kind == Kind.COSINE) {
            Ranges.requireWithin("schedule.warmup_epochs", warmupEpochs, 0, epochs);
        }
    }

    public static ScheduleSpec constant() {
        return new ScheduleSpec(Kind.CONSTANT, 0.5, 4, 1e-6, CyclicMode.TRIANGULAR, 0.001, 0.01, 1, 1);
    }

    public static ScheduleSpec plateau(double factor, int patience, double minLearningRate) {
        return new ScheduleSpec(
                Kind.PLATEAU, factor, patience, minLearningRate, CyclicMode.TRIANGULAR, 0.001, 0.01, 1, 1);
    }

    /** Down to the minimum over the run. */
    public static ScheduleSpec cosine(double warmupEpochs, double minLearningRate) {
        return new ScheduleSpec(
                Kind.COSINE, 0.5, 4, minLearningRate, CyclicMode.TRIANGULAR, 0.001, 0.01, 1, 1, warmupEpochs, 0.1);
    }

    /** Of nine tenths of the run; in the last tenth the rate falls to the minimum. */
    public static ScheduleSpec oneCycle(double base, double max, double minLearningRate) {
        return new ScheduleSpec(Kind.ONE_CYCLE, 0.5, 4, minLearningRate, CyclicMode.TRIANGULAR, base, max, 1, 1);
    }

    public static ScheduleSpec triangular(double base, double max, double stepEpochs) {
        return new ScheduleSpec(Kind.CYCLIC, 0.5, 4, 1e-6, CyclicMode.TRIANGULAR, base, max, stepEpochs, 1);
    }
}
