package org.dermoscope.sample;

/** Smooth noise over the plane: random values on a grid of unit cells, interpolated. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** About -1..1, features one unit wide. */
    double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double across = Draw.ramp(0, 1, x - column);
        double down = Draw.ramp(0, 1, y - row);
        double top = lerp(corner(column, row), corner(column + 1, row), across);
        double bottom = lerp(corner(column, row + 1), corner(column + 1, row + 1), across);
        return lerp(top, bottom, down);
    }

    /** Three octaves, about -1..1: coarse shapes with finer ones on them. */
    double rough(double x, double y) {
        return (at(x, y) + at(2 * x + 17, 2 * y - 9) / 2 + at(4 * x - 31, 4 * y + 5) / 4) / 1.4;
    }

    private double corner(long column, long row) {
        long bits = Draw.scramble(seed + column * 0x632be59bd9b4e019L + row * 0x2545f4914f6cdd1dL);
        return (bits >> 11) / (double) (1L << 52);
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
