package org.dermoscope.sample;

import java.util.Random;

/** Dark curved hairs across the picture; often none. */
final class Hairs {
    private final Rgb color;
    private final double[] angle;
    private final double[] offset;
    private final double[] bend;

    Hairs(Random random) {
        int count = random.nextInt(100) < 60 ? 0 : 1 + random.nextInt(6);
        color = Draw.near(random, new Rgb(56, 42, 36), 0.3);
        angle = new double[count];
        offset = new double[count];
        bend = new double[count];
        for (int i = 0; i < count; i++) {
            angle[i] = Draw.between(random, 0, Math.PI);
            offset[i] = Draw.between(random, -1.1, 1.1);
            bend[i] = Draw.between(random, -0.3, 0.3);
        }
    }

    /** @param pixel size of a pixel in the coordinates, -1..1 over the shorter side of the picture */
    Rgb over(Rgb below, double x, double y, double pixel) {
        Rgb seen = below;
        for (int i = 0; i < angle.length; i++) {
            double along = x * StrictMath.cos(angle[i]) + y * StrictMath.sin(angle[i]);
            double across = -x * StrictMath.sin(angle[i]) + y * StrictMath.cos(angle[i]);
            double distance = Math.abs(across - offset[i] - bend[i] * along * along);
            seen = seen.mix(color, 0.75 * Draw.ramp(1.5 * pixel, 0.3 * pixel, distance));
        }
        return seen;
    }
}
