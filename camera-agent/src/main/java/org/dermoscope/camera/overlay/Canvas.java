package org.dermoscope.camera.overlay;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws in units that grow with the picture: a picture of 640x480 pixels has 640x480 units, one of 1280x960 as many.
 * Closing ends the drawing.
 */
final class Canvas implements AutoCloseable {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 480;
    private static final Map<Integer, Font> PLAIN = new ConcurrentHashMap<>();
    private static final Map<Integer, Font> BOLD = new ConcurrentHashMap<>();

    private final Graphics2D graphics;
    private final double unit;
    private final double width;
    private final double height;

    Canvas(BufferedImage image) {
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        unit = Math.min(image.getWidth() / WIDTH, image.getHeight() / HEIGHT);
        width = image.getWidth() / unit;
        height = image.getHeight() / unit;
    }

    /** Of the picture, in units. */
    double width() {
        return width;
    }

    /** Of the picture, in units. */
    double height() {
        return height;
    }

    /** For what is drawn in pixels. */
    Graphics2D graphics() {
        return graphics;
    }

    /** Pixels of a unit. */
    double unit() {
        return unit;
    }

    void fill(Rectangle2D area, Color color) {
        graphics.setColor(color);
        int x = pixels(area.getX());
        int y = pixels(area.getY());
        graphics.fillRect(x, y, pixels(area.getMaxX()) - x, pixels(area.getMaxY()) - y);
    }

    /** A line of text from its left end on the base line; cut off with an ellipsis where it is longer than the room. */
    void text(String text, Point at, Style style) {
        Font font = style.font(unit);
        graphics.setFont(font);
        graphics.setColor(style.color());
        graphics.drawString(fitted(text, font, style.room() * unit), pixels(at.x()), pixels(at.y()));
    }

    /** In units. */
    double textWidth(String text, Style style) {
        return style.font(unit)
                        .getStringBounds(text, graphics.getFontRenderContext())
                        .getWidth()
                / unit;
    }

    private String fitted(String text, Font font, double room) {
        String fitting = text;
        int kept = text.length();
        while (kept > 1
                && font.getStringBounds(fitting, graphics.getFontRenderContext())
                                .getWidth()
                        > room) {
            kept--;
            fitting = text.substring(0, kept).stripTrailing() + "…";
        }
        return fitting;
    }

    private int pixels(double units) {
        return (int) Math.round(units * unit);
    }

    /** In units, from the top left corner. */
    record Point(double x, double y) {}

    /**
     * @param size in units
     * @param room for the text, in units
     */
    record Style(double size, boolean bold, Color color, double room) {
        Style(double size, Color color, double room) {
            this(size, false, color, room);
        }

        /** Cached by size: deriving one takes longer than drawing a line with it. */
        Font font(double unit) {
            int tenths = (int) Math.round(10 * size * unit);
            return bold
                    ? BOLD.computeIfAbsent(tenths, key -> font(Font.BOLD, key))
                    : PLAIN.computeIfAbsent(tenths, key -> font(Font.PLAIN, key));
        }

        private static Font font(int weight, int tenths) {
            return new Font(Font.SANS_SERIF, weight, 1).deriveFont(tenths / 10f);
        }
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
