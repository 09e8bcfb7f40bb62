package org.dermoscope.sample;

import java.util.Random;

/** A pearly pink nodule: bright at its rim, branching red vessels over it, a few blue-gray nests. */
final class BasalCellTexture implements LesionTexture {
    private static final Rgb VESSEL = new Rgb(168, 36, 44);
    private static final Rgb NEST = new Rgb(92, 96, 122);
    private static final Rgb PEARL = new Rgb(255, 240, 238);

    private final Rgb pink;
    private final Vessels vessels;
    private final Spots nests;
    private final Spots gloss;

    BasalCellTexture(Random random) {
        pink = Draw.near(random, new Rgb(226, 160, 158), 0.07);
        vessels = Vessels.growing(random, 4 + random.nextInt(3));
        nests = Spots.scattered(random, 2 + random.nextInt(4), 0.75, 0.13);
        gloss = Spots.scattered(random, 5, 0.6, 0.16);
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double rim = Draw.ramp(0.7, 0.92, point.rho()) * Draw.ramp(1.1, 0.95, point.rho());
        Rgb color = pink.mix(PEARL, 0.6 * rim + 0.45 * gloss.cover(point, 1));
        color = color.mix(NEST, 0.8 * nests.cover(point, 0.4));
        color = color.mix(VESSEL, 0.75 * vessels.cover(point));
        return skin.mix(color, 0.92 * Draw.ramp(1.1, 0.92, point.rho()));
    }
}
