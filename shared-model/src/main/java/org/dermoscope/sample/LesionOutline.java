package org.dermoscope.sample;

import java.util.Random;

/** The closed curve around a lesion: a circle with waves of random size and phase, stretched along one axis. */
final class LesionOutline {
    private static final int WAVES = 7;
    private static final double SMALLEST_RADIUS = 0.35;

    private final double[] cosines = new double[WAVES];
    private final double[] sines = new double[WAVES];
    private final double stretch;

    /**
     * @param irregularity size of the waves as a share of the radius, 0 for an ellipse
     * @param longest largest ratio of the axes, at least 1
     */
    LesionOutline(Random random, double irregularity, double longest) {
        for (int i = 0; i < WAVES; i++) {
            double amplitude = irregularity * Draw.between(random, 0.4, 1) / Math.sqrt(i + 1.0);
            double phase = Draw.between(random, 0, 2 * Math.PI);
            cosines[i] = amplitude * StrictMath.sin(phase);
            sines[i] = amplitude * StrictMath.cos(phase);
        }
        stretch = Math.sqrt(Draw.between(random, 1, longest));
    }

    /** The place at these coordinates, in mean radii. */
    LesionPoint point(double x, double y) {
        double along = x / stretch;
        double across = y * stretch;
        double distance = Math.sqrt(along * along + across * across);
        return new LesionPoint(x, y, distance == 0 ? 0 : distance / radius(along / distance, across / distance));
    }

    /** The curve's radius in a direction; the multiples of its angle come from powers of one complex number. */
    private double radius(double cos, double sin) {
        double radius = 1;
        double powerCos = cos;
        double powerSin = sin;
        for (int i = 0; i < WAVES; i++) {
            double next = powerCos * cos - powerSin * sin;
            powerSin = powerSin * cos + powerCos * sin;
            powerCos = next;
            radius += cosines[i] * powerCos + sines[i] * powerSin;
        }
        return Math.max(SMALLEST_RADIUS, radius);
    }
}
