package org.dermoscope.sample;

import java.util.Random;

/** Random values and soft thresholds that the painters share; the same seed gives the same values everywhere. */
final class Draw {
    private Draw() {}

    /** Uniform in the range. */
    static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A colour whose brightness and parts vary a little around the given one; spread as a share of each part. */
    static Rgb near(Random random, Rgb color, double spread) {
        double brightness = 1 + between(random, -spread, spread);
        return new Rgb(
                color.red() * brightness * (1 + between(random, -spread, spread) / 8),
                color.green() * brightness * (1 + between(random, -spread, spread) / 8),
                color.blue() * brightness * (1 + between(random, -spread, spread) / 8));
    }

    /** 0 below the first edge, 1 above the second, smooth between; the edges may be in falling order. */
    static double ramp(double from, double to, double value) {
        double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }

    /** Mixes the bits of a seed, so that neighbouring seeds give unrelated pictures. One to one. */
    static long scramble(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
