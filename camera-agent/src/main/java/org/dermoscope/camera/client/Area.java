package org.dermoscope.camera.client;

import java.awt.Rectangle;

/**
 * A part of a picture, whatever its size.
 *
 * @param left share of the width, 0..1
 * @param top share of the height, 0..1
 * @param width share of the width, above 0; {@code left + width} is at most 1
 * @param height share of the height, above 0; {@code top + height} is at most 1
 */
public record Area(double left, double top, double width, double height) {
    /** Sides below are taken for a click. */
    private static final double LEAST = 0.02;

    public Area {
        boolean inside = left >= 0 && top >= 0 && left + width <= 1 + 1e-9 && top + height <= 1 + 1e-9;
        if (!inside || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException(
                    "The area " + left + "," + top + " " + width + "x" + height + " is not within 0..1");
        }
    }

    /** Between two corners, cut off at the picture's edges; whether it is large enough says {@link #isDeliberate()}. */
    public static Area between(double x1, double y1, double x2, double y2) {
        double left = clamp(Math.min(x1, x2));
        double top = clamp(Math.min(y1, y2));
        double right = clamp(Math.max(x1, x2));
        double bottom = clamp(Math.max(y1, y2));
        return new Area(
                Math.min(left, 1 - 1e-6),
                Math.min(top, 1 - 1e-6),
                Math.max(right - left, 1e-6),
                Math.max(bottom - top, 1e-6));
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }

    public boolean isDeliberate() {
        return width >= LEAST && height >= LEAST;
    }

    /** In pixels of a picture of this size, at least 1x1. */
    public Rectangle in(int pictureWidth, int pictureHeight) {
        int x = Math.min(pictureWidth - 1, (int) Math.round(left * pictureWidth));
        int y = Math.min(pictureHeight - 1, (int) Math.round(top * pictureHeight));
        int w = Math.max(1, Math.min(pictureWidth - x, (int) Math.round(width * pictureWidth)));
        int h = Math.max(1, Math.min(pictureHeight - y, (int) Math.round(height * pictureHeight)));
        return new Rectangle(x, y, w, h);
    }
}
