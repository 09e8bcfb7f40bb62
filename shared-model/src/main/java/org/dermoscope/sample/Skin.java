package org.dermoscope.sample;

import java.util.Random;

/** The skin around a lesion: a tone, light from one side, blotches and pores. */
final class Skin {
    private final Rgb tone;
    private final double lightX;
    private final double lightY;
    private final Noise blotches;
    private final Noise pores;

    Skin(Random random) {
        Rgb fair = Draw.near(random, new Rgb(232, 194, 174), 0.05);
        tone = fair.mix(new Rgb(206, 158, 128), random.nextDouble());
        double angle = Draw.between(random, 0, 2 * Math.PI);
        double strength = Draw.between(random, 0.02, 0.1);
        lightX = strength * StrictMath.cos(angle);
        lightY = strength * StrictMath.sin(angle);
        blotches = new Noise(random.nextLong());
        pores = new Noise(random.nextLong());
    }

    /** The colour before light falls on it, at coordinates -1..1 over the shorter side of the picture. */
    Rgb at(double x, double y) {
        double blotch = blotches.rough(2 * x, 2 * y);
        Rgb color = new Rgb(tone.red(), tone.green() * (1 + 0.03 * blotch), tone.blue() * (1 + 0.03 * blotch));
        return color.times(1 + 0.025 * pores.at(34 * x, 34 * y));
    }

    /** Brightness of the light at a place, about 1, less in the corners. */
    double light(double x, double y) {
        double corner = Math.max(0, x * x + y * y - 1.1);
        return 1 + lightX * x + lightY * y - 0.16 * corner;
    }
}
