package org.dermoscope.architecture;

/**
 * Whether the weights that are validated and published are an exponential moving average over the steps.
 *
 * @param decay the average keeps this much of itself at each step, less in the first steps; in [0, 1)
 */
public record WeightAverageSpec(boolean enabled, double decay) {
    /** Off; 0.999 where a job switches it on without a decay, which is an average over the last thousand steps. */
    public static final WeightAverageSpec OFF = new WeightAverageSpec(false, 0.999);

    public WeightAverageSpec {
        Ranges.requireWithin("weight_average.decay", decay, 0, Math.nextDown(1.0));
    }
}
