package org.dermoscope.architecture;

import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** A rate that depends on the iteration alone. */
record StatelessSchedule(LongToDoubleFunction function) implements LearningRateSchedule {
    @Override
    public double rate(long iteration) {
        return function.applyAsDouble(iteration);
    }

    @Override
    public void onValidation(double validationLoss) {
        // the rate does not depend on it
    }

    @Override
    public Map<String, Double> state() {
        return Map.of();
    }

    @Override
    public void restore(Map<String, Double> state) {
        if (!state.isEmpty()) {
            throw new IllegalArgumentException("Schedule state " + state + " does not fit; expected no state");
        }
    }
}
