package org.dermoscope.architecture;

import java.util.Map;
import java.util.TreeMap;

/**
 * Multiplies the rate by a factor after {@code patience} validations in a row without a loss below the lowest so far by
 * more than {@link #MIN_DELTA}, as Keras' ReduceLROnPlateau does.
 */
final class PlateauSchedule implements LearningRateSchedule {
    static final double MIN_DELTA = 1e-4;

    private final ScheduleSpec spec;
    private double rate;
    private double lowest = Double.POSITIVE_INFINITY;
    private int waited;

    PlateauSchedule(ScheduleSpec spec, double learningRate) {
        this.spec = spec;
        rate = learningRate;
    }

    @Override
    public double rate(long iteration) {
        return rate;
    }

    @Override
    public void onValidation(double validationLoss) {
        if (validationLoss < lowest - MIN_DELTA) {
            lowest = validationLoss;
            waited = 0;
            return;
        }
        waited++;
        if (waited >= spec.patience()) {
            rate = Math.min(rate, Math.max(rate * spec.factor(), spec.minLearningRate()));
            waited = 0;
        }
    }

    @Override
    public Map<String, Double> state() {
        Map<String, Double> state = new TreeMap<>(Map.of("rate", rate, "waited", (double) waited));
        if (Double.isFinite(lowest)) {
            state.put("lowest", lowest); // JSON has no infinity
        }
        return state;
    }

    @Override
    public void restore(Map<String, Double> state) {
        rate = require(state, "rate");
        lowest = state.getOrDefault("lowest", Double.POSITIVE_INFINITY);
        waited = (int) require(state, "waited");
    }

    private static double require(Map<String, Double> state, String name) {
        Double value = state.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Schedule state " + state
                    + " does not fit; expected [rate, waited] and, after a validation, [lowest]");
        }
        return value;
    }
}
