package org.dermoscope.sample;

import java.util.Random;

/** A mole: one brown, a fine regular network, a soft even border. */
final class NevusTexture implements LesionTexture {
    private final Rgb brown;
    private final double mesh;
    private final double meshTurn;

    NevusTexture(Random random) {
        brown = Draw.near(random, new Rgb(146, 98, 66), 0.16);
        mesh = Draw.between(random, 20, 26);
        meshTurn = Draw.between(random, 0, Math.PI);
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double waves = 0;
        for (int i = 0; i < 3; i++) {
            double angle = meshTurn + i * Math.PI / 3;
            waves += StrictMath.cos(mesh * (point.x() * StrictMath.cos(angle) + point.y() * StrictMath.sin(angle)));
        }
        Rgb color = brown.times(0.94 + 0.1 * Math.min(1, point.rho())).times(1 - 0.07 * waves / 1.5);
        return skin.mix(color, 0.95 * Draw.ramp(1.15, 0.85, point.rho()));
    }
}
