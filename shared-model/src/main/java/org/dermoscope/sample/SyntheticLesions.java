package org.dermoscope.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Draws lesions of the seven classes that a small network can learn to tell apart, by structure and not by their mean
 * colour alone. The same seeds give the same bytes on every machine. Immutable, thread-safe.
 *
 * @param width of the pictures, in pixels, at least 16
 * @param height of the pictures, in pixels, at least 16
 */
public record SyntheticLesions(int width, int height) {
    /** 200x150 pixels, an aspect ratio of 4:3 as in HAM10000. */
    public static final SyntheticLesions DEFAULT = new SyntheticLesions(200, 150);

    private static final int SMALLEST_SIDE = 16;

    /** Nothing of a lesion lies beyond, as a share of the outline's distance. */
    private static final double FARTHEST = 1.6;

    public SyntheticLesions {
        if (width < SMALLEST_SIDE || height < SMALLEST_SIDE) {
            throw new IllegalArgumentException("Picture size " + width + "x" + height + " must be at least "
                    + SMALLEST_SIDE + "x" + SMALLEST_SIDE);
        }
    }

    /**
     * One picture of one lesion.
     *
     * @param lesionSeed decides colour, outline and structures of the lesion
     * @param viewSeed decides place, turn, size, skin, light and hairs: the same lesion photographed again
     */
    public RgbImage draw(LesionClass lesionClass, long lesionSeed, long viewSeed) {
        Random lesion = new Random(Draw.scramble(lesionSeed));
        LesionOutline outline = LesionTexture.outline(lesionClass, lesion);
        LesionTexture texture = LesionTexture.of(lesionClass, lesion);
        Random view = new Random(Draw.scramble(viewSeed ^ Draw.scramble(lesionSeed)));
        Placement placement = new Placement(view);
        Skin skin = new Skin(view);
        Hairs hairs = new Hairs(view);
        double pixel = 2.0 / Math.min(width, height);
        byte[] rgb = new byte[3 * width * height];
        for (int row = 0, at = 0; row < height; row++) {
            double y = (row + 0.5 - height / 2.0) * pixel;
            for (int column = 0; column < width; column++, at += 3) {
                double x = (column + 0.5 - width / 2.0) * pixel;
                LesionPoint point = placement.locate(outline, x, y);
                Rgb bare = skin.at(x, y);
                Rgb seen = point.rho() > FARTHEST ? bare : texture.over(bare, point);
                seen = hairs.over(seen.times(skin.light(x, y)), x, y, pixel);
                rgb[at] = grained(seen.red(), view);
                rgb[at + 1] = grained(seen.green(), view);
                rgb[at + 2] = grained(seen.blue(), view);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /**
     * The same as a JPEG file.
     *
     * @throws UncheckedIOException if this Java runtime cannot write one
     */
    public byte[] jpeg(LesionClass lesionClass, long lesionSeed, long viewSeed) {
        try {
            return Jpeg.encode(draw(lesionClass, lesionSeed, viewSeed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the grain of a camera and rounds. */
    private static byte grained(double value, Random view) {
        double grain = 3 * (view.nextDouble() + view.nextDouble() - 1);
        return (byte) Math.max(0, Math.min(255, Math.round(value + grain)));
    }

    /** Where the lesion lies in the picture. */
    private static final class Placement {
        private final double centerX;
        private final double centerY;
        private final double radius;
        private final double cos;
        private final double sin;

        Placement(Random view) {
            centerX = Draw.between(view, -0.22, 0.22);
            centerY = Draw.between(view, -0.14, 0.14);
            radius = Draw.between(view, 0.5, 0.68);
            double turn = Draw.between(view, 0, 2 * Math.PI);
            cos = StrictMath.cos(turn);
            sin = StrictMath.sin(turn);
        }

        LesionPoint locate(LesionOutline outline, double x, double y) {
            double dx = (x - centerX) / radius;
            double dy = (y - centerY) / radius;
            return outline.point(dx * cos + dy * sin, dy * cos - dx * sin);
        }
    }
}
