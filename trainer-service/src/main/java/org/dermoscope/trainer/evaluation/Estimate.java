package org.dermoscope.trainer.evaluation;

/**
 * A figure with its 95 % interval; the report says by which method.
 *
 * @param value 0..1
 * @param low end of the interval, 0..1
 * @param high end of the interval, {@code low}..1
 */
public record Estimate(double value, double low, double high) {
    public Estimate {
        if (!(low >= 0 && low <= high && high <= 1 && value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "Estimate " + value + " [" + low + ", " + high + "] is outside 0..1 or its ends are swapped");
        }
    }
}
