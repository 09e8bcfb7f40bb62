package org.dermoscope.sample;

import java.util.Random;

/** Several colours at once, in patches without symmetry: browns, black, a blue-gray veil, dots at a jagged edge. */
final class MelanomaTexture implements LesionTexture {
    private static final Rgb BLACK = new Rgb(34, 26, 26);
    private static final Rgb VEIL = new Rgb(96, 104, 126);
    private static final Rgb REDDISH = new Rgb(150, 82, 70);

    private final Rgb brown;
    private final Noise patches;
    private final Noise veil;
    private final double offset;
    private final Spots dots;

    MelanomaTexture(Random random) {
        brown = Draw.near(random, new Rgb(98, 64, 46), 0.2);
        patches = new Noise(random.nextLong());
        veil = new Noise(random.nextLong());
        offset = Draw.between(random, 0, 50);
        dots = Spots.scattered(random, 26, 1.15, 0.045);
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double black = Draw.ramp(-0.02, 0.32, patches.rough(1.6 * point.x() + offset, 1.6 * point.y()));
        double blue = Draw.ramp(0.05, 0.4, veil.rough(1.4 * point.x(), 1.4 * point.y() + offset));
        double red = Draw.ramp(-0.1, -0.45, patches.rough(1.6 * point.x() + offset, 1.6 * point.y()));
        Rgb color = brown.mix(REDDISH, 0.8 * red).mix(BLACK, 0.9 * black).mix(VEIL, 0.85 * blue);
        double ragged = point.rho() + 0.16 * veil.rough(5 * point.x() - offset, 5 * point.y());
        Rgb lesion = skin.mix(color, Draw.ramp(1.1, 0.92, ragged));
        return lesion.mix(BLACK, 0.85 * dots.cover(point, 0.4) * Draw.ramp(1.25, 1.1, point.rho()));
    }
}
