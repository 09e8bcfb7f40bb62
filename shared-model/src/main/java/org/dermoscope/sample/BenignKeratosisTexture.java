package org.dermoscope.sample;

import java.util.Random;

/** A tan plaque with a sharp edge that looks stuck on, winding ridges, pale cysts and dark plugs. */
final class BenignKeratosisTexture implements LesionTexture {
    private static final Rgb CYST = new Rgb(250, 238, 208);
    private static final Rgb PLUG = new Rgb(58, 42, 32);

    private final Rgb tan;
    private final Noise ridges;
    private final Spots cysts;
    private final Spots plugs;

    BenignKeratosisTexture(Random random) {
        tan = Draw.near(random, new Rgb(168, 132, 98), 0.16);
        ridges = new Noise(random.nextLong());
        cysts = Spots.scattered(random, 12 + random.nextInt(8), 0.85, 0.06);
        plugs = Spots.scattered(random, 10 + random.nextInt(8), 0.85, 0.065);
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double ridge = 1 - 2 * Math.abs(ridges.rough(3.2 * point.x(), 3.2 * point.y()));
        Rgb color = tan.times(0.9 + 0.14 * ridge);
        color = color.times(1 - 0.22 * Draw.ramp(0.86, 0.98, point.rho()));
        color = color.mix(CYST, 0.9 * cysts.cover(point, 0.5)).mix(PLUG, 0.9 * plugs.cover(point, 0.4));
        return skin.mix(color, Draw.ramp(1.02, 0.97, point.rho()));
    }
}
