package org.dermoscope.architecture;

/**
 * Ends a run that no longer gets better on validation balanced accuracy. The best epoch is restored whether or not
 * a run stops early.
 *
 * @param patience epochs without a new best before the run ends, at least 1
 */
public record EarlyStoppingSpec(boolean enabled, int patience) {
    public EarlyStoppingSpec {
        Ranges.requireWithin("early_stopping.patience", patience, 1, 1000);
    }
}
