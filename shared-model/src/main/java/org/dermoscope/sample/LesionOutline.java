package org.dermoscope.sample;

import java.util.Random;

/** The closed curve around a lesion: a circle with waves of random size and phase, stretched along one axis. */
final class LesionOutline {
    private static final int WAVES = 7;

    private final double[] amplitude = new double[WAVES];
    private final double[] phase = new double[WAVES];
    private final double stretch;

    /**
     * @param irregularity size of the waves as a share of the radius, 0 for an ellipse
     * @param longest largest ratio of the axes, at least 1
     */
    LesionOutline(Random random, double irregularity, double longest) {
        for (int i = 0; i < WAVES; i++) {
            amplitude[i] = irregularity * Draw.between(random, 0.4, 1) / Math.sqrt(i + 1.0);
            phase[i] = Draw.between(random, 0, 2 * Math.PI);
        }
        stretch = Math.sqrt(Draw.between(random, 1, longest));
    }

    /** The place at these coordinates, in mean radii. */
    LesionPoint point(double x, double y) {
        double along = x / stretch;
        double across = y * stretch;
        double angle = StrictMath.atan2(across, along);
        double radius = 1;
        for (int i = 0; i < WAVES; i++) {
            radius += amplitude[i] * StrictMath.sin((i + 2) * angle + phase[i]);
        }
        return new LesionPoint(x, y, Math.sqrt(along * along + across * across) / Math.max(0.35, radius));
    }
}
