package org.dermoscope.sample;

import java.util.Random;

/** A pale scar-like centre in a brown ring that fades outwards in fine radial lines. */
final class DermatofibromaTexture implements LesionTexture {
    private final Rgb center;
    private final Rgb ring;
    private final double innerEdge;
    private final int lines;
    private final Noise uneven;

    DermatofibromaTexture(Random random) {
        center = Draw.near(random, new Rgb(240, 218, 206), 0.05);
        ring = Draw.near(random, new Rgb(150, 100, 76), 0.16);
        innerEdge = Draw.between(random, 0.38, 0.55);
        lines = 24 + random.nextInt(14);
        uneven = new Noise(random.nextLong());
    }

    @Override
    public Rgb over(Rgb skin, LesionPoint point) {
        double wobble = 0.09 * uneven.rough(2.5 * point.x(), 2.5 * point.y());
        double inside = Draw.ramp(innerEdge + 0.13, innerEdge - 0.1, point.rho() + wobble);
        double angle = StrictMath.atan2(point.y(), point.x());
        double fringe = 0.5 + 0.5 * StrictMath.sin(lines * angle + 6 * wobble);
        double fading = Draw.ramp(1.25, 0.6, point.rho() + 0.12 * fringe);
        return skin.mix(ring, 0.92 * fading).mix(center, 0.95 * inside);
    }
}
