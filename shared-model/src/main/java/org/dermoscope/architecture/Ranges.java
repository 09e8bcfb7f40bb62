package org.dermoscope.architecture;

/** The one wording of a value out of range. */
public final class Ranges {
    private Ranges() {}

    /**
     * Refuses what is not within the bounds.
     *
     * @throws IllegalArgumentException unless {@code min <= value <= max}; NaN is outside
     */
    public static void requireWithin(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + bounds(min, max));
        }
    }

    /**
     * Refuses what is not within the bounds.
     *
     * @throws IllegalArgumentException unless {@code min <= value <= max}
     */
    public static void requireWithin(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + min + " to " + max);
        }
    }

    private static String bounds(double min, double max) {
        String low = min == Math.ulp(0.0) ? "above 0" : min + "";
        return max == Math.nextDown(1.0) ? low + " to below 1" : low + " to " + max;
    }
}
