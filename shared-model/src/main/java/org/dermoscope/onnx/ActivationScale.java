package org.dermoscope.onnx;

/**
 * How a tensor's values become integers 0..255: {@code round(x / scale) + zeroPoint}, those beyond cut off.
 *
 * @param scale above 0
 * @param zeroPoint the integer for 0, 0..255
 */
public record ActivationScale(float scale, int zeroPoint) {
    private static final int LEVELS = 255;

    /** For values from 0 to a largest; any scale will do where all values are 0. */
    public static ActivationScale upTo(double largest) {
        return new ActivationScale(largest > 0 ? (float) (largest / LEVELS) : 1, 0);
    }

    /** For values as far below 0 as above; 0 is the same integer whatever the largest is. */
    public static ActivationScale around(double largest) {
        return new ActivationScale(largest > 0 ? (float) (largest / (LEVELS / 2)) : 1, LEVELS / 2 + 1);
    }

    /** For values between two bounds; 0 is made one of the values. */
    public static ActivationScale between(double smallest, double largest) {
        float scale = (float) ((Math.max(largest, 0) - Math.min(smallest, 0)) / LEVELS);
        return new ActivationScale(scale, (int) Math.round(-Math.min(smallest, 0) / scale));
    }
}
