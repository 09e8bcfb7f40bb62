package org.dermoscope.sample;

import java.util.Random;

/** A rough red patch with yellow-white scales and pale follicles, its edge lost in the skin. */
final class KeratosisTexture implements LesionTexture {
    private static final Rgb SCALE = new Rgb(246, 222, 158);
    private static final Rgb FOLLICLE = new Rgb(244, 214, 186);

    private final Rgb red;
    private final Noise scales;
    private final Noise edge;
    private final Spots follicles;

    KeratosisTexture(Random random) {
        red = Draw.near(random, new Rgb(204, 104, 88), 0.1);
        scales = new Noise(random.nextLong());
        edge = new Noise(random.nextLong());
        follicles = Spots.scattered(random, 34 + random.nextInt(16), 0.95, 0.055);
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double grain = edge.rough(7 * point.x(), 7 * point.y());
        Rgb color = red.times(1 + 0.14 * grain);
        color = color.mix(FOLLICLE, 0.75 * follicles.cover(point, 0.5));
        double scale = Draw.ramp(0.16, 0.3, scales.rough(3 * point.x(), 3 * point.y()) + 0.08 * grain);
        color = color.mix(SCALE, 0.9 * scale);
        return skin.mix(color, 0.9 * Draw.ramp(1.25, 0.8, point.rho() + 0.22 * grain));
    }
}
