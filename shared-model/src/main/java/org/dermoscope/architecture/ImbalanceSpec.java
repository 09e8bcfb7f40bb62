package org.dermoscope.architecture;

/**
 * What is done about rare classes.
 *
 * @param kind {@code none} or {@code class_weights}
 * @param power class weights are {@code (n / (k * n_c)) ^ power}, then scaled to mean 1 over the training images; 1 is
 *     the inverse frequency, 0.5 its square root; in [0, 1]
 */
public record ImbalanceSpec(Kind kind, double power) {
    /** Written in lower case in JSON. */
    public enum Kind {
        NONE,
        CLASS_WEIGHTS
    }

    public ImbalanceSpec {
        Ranges.requireWithin("imbalance.power", power, 0, 1);
    }
}
