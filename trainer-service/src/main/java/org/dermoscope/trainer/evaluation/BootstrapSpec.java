package org.dermoscope.trainer.evaluation;

import org.dermoscope.architecture.Ranges;

/**
 * How intervals are resampled.
 *
 * @param resamples at least 100, so that the 2.5 % and 97.5 % percentiles mean something
 * @param seed the same seed and predictions give the same intervals
 */
public record BootstrapSpec(int resamples, long seed) {
    /** 1000 resamples, seed 42. */
    public static final BootstrapSpec DEFAULT = new BootstrapSpec(1000, 42);

    public BootstrapSpec {
        Ranges.requireWithin("bootstrap.resamples", resamples, 100, 100_000);
    }
}
