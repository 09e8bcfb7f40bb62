package org.dermoscope.architecture;

import java.util.Map;

/**
 * The learning rate over a run. Stateful and not thread-safe; its whole state is what {@link #state()} says, so that a
 * schedule made from the same specification can go on where another stopped.
 */
public interface LearningRateSchedule {
    /**
     * The rate of one optimizer step.
     *
     * @param iteration over the whole run, from 0
     */
    double rate(long iteration);

    /** To be called after every validation. */
    void onValidation(double validationLoss);

    /** What {@link #restore} needs; empty if the rate depends on the iteration alone. */
    Map<String, Double> state();

    /**
     * Goes on from a state.
     *
     * @throws IllegalArgumentException if it is not one of this kind of schedule
     */
    void restore(Map<String, Double> state);

    /**
     * A new schedule at its beginning.
     *
     * @param learningRate the optimizer's, which constant and plateau start from and cosine warms up to
     * @param stepsPerEpoch at least 1
     * @param epochs of the whole run, at least 1; cosine and one cycle end with it
     */
    static LearningRateSchedule of(ScheduleSpec spec, double learningRate, int stepsPerEpoch, int epochs) {
        long total = (long) epochs * stepsPerEpoch;
        return switch (spec.kind()) {
            case CONSTANT -> new StatelessSchedule(iteration -> learningRate);
            case PLATEAU -> new PlateauSchedule(spec, learningRate);
            case CYCLIC ->
                new StatelessSchedule(CyclicRate.of(spec, Math.max(1, Math.round(spec.stepEpochs() * stepsPerEpoch))));
            case COSINE -> {
                long warmup = Math.round(spec.warmupEpochs() * stepsPerEpoch);
                yield new StatelessSchedule(new CosineRate(learningRate, spec.minLearningRate(), warmup, total));
            }
            case ONE_CYCLE -> {
                long cycle = Math.max(1, Math.round((1 - spec.annealShare()) * total));
                yield new StatelessSchedule(new OneCycleRate(
                        spec.baseLearningRate(), spec.maxLearningRate(), spec.minLearningRate(), cycle, total));
            }
        };
    }
}
