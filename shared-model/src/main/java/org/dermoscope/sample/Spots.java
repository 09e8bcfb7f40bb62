package org.dermoscope.sample;

import java.util.Random;

/** Round spots scattered inside a lesion. */
final class Spots {
    private final double[] x;
    private final double[] y;
    private final double[] radius;

    private Spots(int count) {
        x = new double[count];
        y = new double[count];
        radius = new double[count];
    }

    /**
     * Scatters spots evenly over a disc.
     *
     * @param reach radius of the disc, in mean radii of the lesion
     * @param size mean radius of a spot; they vary between 0.6 and 1.4 of it
     */
    static Spots scattered(Random random, int count, double reach, double size) {
        Spots spots = new Spots(count);
        for (int i = 0; i < count; i++) {
            double distance = reach * Math.sqrt(random.nextDouble());
            double angle = Draw.between(random, 0, 2 * Math.PI);
            spots.x[i] = distance * StrictMath.cos(angle);
            spots.y[i] = distance * StrictMath.sin(angle);
            spots.radius[i] = size * Draw.between(random, 0.6, 1.4);
        }
        return spots;
    }

    /** 1 inside a spot, 0 outside all of them, soft over the outer share {@code edge} of each radius. */
    double cover(LesionPoint point, double edge) {
        double cover = 0;
        for (int i = 0; i < x.length; i++) {
            double distance = point.distanceTo(x[i], y[i]) / radius[i];
            if (distance < 1) {
                cover = Math.max(cover, Draw.ramp(1, 1 - edge, distance));
            }
        }
        return cover;
    }
}
