package org.dermoscope.sample;

import java.util.Random;

/** Red to purple lagoons, well apart, on a reddish ground. */
final class VascularTexture implements LesionTexture {
    private static final Rgb PURPLE = new Rgb(84, 30, 74);

    private final Rgb ground;
    private final Rgb red;
    private final Spots lagoons;
    private final Spots deep;
    private final Noise shade;

    VascularTexture(Random random) {
        ground = Draw.near(random, new Rgb(214, 132, 128), 0.08);
        red = Draw.near(random, new Rgb(164, 26, 40), 0.16);
        lagoons = Spots.scattered(random, 20 + random.nextInt(10), 0.85, 0.19);
        deep = Spots.scattered(random, 6 + random.nextInt(5), 0.8, 0.2);
        shade = new Noise(random.nextLong());
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        Rgb blood = red.times(1 + 0.18 * shade.rough(4 * point.x(), 4 * point.y()));
        Rgb lesion = skin.mix(ground, 0.9 * Draw.ramp(1.15, 0.85, point.rho()));
        double within = Draw.ramp(1.1, 1.0, point.rho());
        return lesion.mix(blood, 0.95 * within * lagoons.cover(point, 0.35))
                .mix(PURPLE, 0.85 * within * deep.cover(point, 0.4));
    }
}
