package org.dermoscope.sample;

import java.util.List;
import java.util.Random;
import org.dermoscope.imaging.RgbImage;

/**
 * Pictures that show no lesion, to find out whether a classifier notices. Every second one is in colours of skin, so that
 * colour alone does not tell. The same seed gives the same picture everywhere.
 */
public enum OtherPictures {
    NOISE {
        @Override
        Rgb at(double x, double y, Scene scene) {
            return scene.first.mix(scene.second, scene.random.nextDouble());
        }
    },
    CHECKERBOARD {
        @Override
        Rgb at(double x, double y, Scene scene) {
            boolean even = (Math.floor(x / scene.size) + Math.floor(y / scene.size)) % 2 == 0;
            return even ? scene.first : scene.second;
        }
    },
    CLOUDS {
        @Override
        Rgb at(double x, double y, Scene scene) {
            return scene.first.mix(scene.second, 0.5 + scene.noise.rough(x / scene.size, y / scene.size));
        }
    },
    DISCS {
        @Override
        Rgb at(double x, double y, Scene scene) {
            double u = x / scene.size - Math.floor(x / scene.size) - 0.5;
            double v = y / scene.size - Math.floor(y / scene.size) - 0.5;
            return scene.first.mix(scene.second, Draw.ramp(0.4, 0.35, Math.hypot(u, v)));
        }
    },
    STRIPES {
        @Override
        Rgb at(double x, double y, Scene scene) {
            double across = x * Math.cos(scene.angle) + y * Math.sin(scene.angle);
            return scene.first.mix(scene.second, 0.5 + 0.5 * Math.sin(Math.PI * across / scene.size));
        }
    },
    BRICKS {
        @Override
        Rgb at(double x, double y, Scene scene) {
            double row = Math.floor(y / scene.size);
            double u = x / scene.size / 2 + (row % 2 == 0 ? 0 : 0.5);
            boolean mortar = u - Math.floor(u) < 0.06 || y / scene.size - row < 0.12;
            double shade = 1 + 0.2 * scene.noise.at(Math.floor(u) * 7, row * 7);
            return mortar ? scene.second : scene.first.times(shade);
        }
    },
    FOLIAGE {
        @Override
        Rgb at(double x, double y, Scene scene) {
            double leaf = scene.noise.at(x / scene.size * 2, y / scene.size * 2);
            double vein = Math.abs(scene.noise.at(x / scene.size * 5 + 40, y / scene.size * 5));
            return scene.first.mix(scene.second, leaf > 0 ? 0.2 : 0.8).times(0.7 + Math.min(0.5, 2 * vein));
        }
    },
    HORIZON {
        @Override
        Rgb at(double x, double y, Scene scene) {
            double line = 0.3 * scene.noise.at(x / scene.size, 3);
            return y < line
                    ? scene.first.times(1.1 + 0.3 * y)
                    : scene.second.times(0.9 + 0.2 * scene.noise.rough(9 * x, 9 * y));
        }
    };

    /** Those by which a score is chosen where a network is trained. */
    public static final List<OtherPictures> FOR_CHOOSING = List.of(NOISE, CHECKERBOARD, CLOUDS, DISCS);
    /** Those on which it is reported how many are noticed. */
    public static final List<OtherPictures> FOR_REPORTING = List.of(STRIPES, BRICKS, FOLIAGE, HORIZON);

    /** The colour at a place, 0 being the middle and 1 half the shorter side. */
    abstract Rgb at(double x, double y, Scene scene);

    /** What the pixels of one picture share. */
    static final class Scene {
        private final Random random;
        private final Noise noise;
        private final Rgb first;
        private final Rgb second;
        private final double size;
        private final double angle;

        Scene(long seed, int kind) {
            random = new Random(Draw.scramble(Draw.scramble(kind) + seed));
            noise = new Noise(random.nextLong());
            boolean skin = seed % 2 == 0;
            first = skin ? Draw.near(random, new Rgb(215, 160, 145), 0.2) : anyColour();
            second = skin ? Draw.near(random, new Rgb(120, 75, 65), 0.4) : anyColour();
            size = Draw.between(random, 0.08, 0.5);
            angle = Draw.between(random, 0, Math.PI);
        }

        private Rgb anyColour() {
            return new Rgb(random.nextInt(256), random.nextInt(256), random.nextInt(256));
        }
    }

    /**
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     */
    public RgbImage draw(long seed, int width, int height) {
        Scene scene = new Scene(seed, ordinal());
        double pixel = 2.0 / Math.min(width, height);
        byte[] pixels = new byte[3 * width * height];
        for (int row = 0, at = 0; row < height; row++) {
            for (int column = 0; column < width; column++, at += 3) {
                Rgb colour = at((column + 0.5 - width / 2.0) * pixel, (row + 0.5 - height / 2.0) * pixel, scene);
                pixels[at] = level(colour.red());
                pixels[at + 1] = level(colour.green());
                pixels[at + 2] = level(colour.blue());
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private static byte level(double value) {
        return (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
}
