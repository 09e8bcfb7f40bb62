package org.dermoscope.camera.window;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** Shows a picture as large as it fits, in its proportions. */
final class PicturePanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable BufferedImage picture;
    private transient @Nullable Rectangle drawing;

    PicturePanel() {
        setBackground(Color.BLACK);
        setOpaque(true);
        setDoubleBuffered(false);
    }

    /** From any thread. */
    void show(BufferedImage next) {
        picture = next;
        repaint();
    }

    /** What the user is drawing, in the panel's pixels; null for nothing. On the event thread. */
    void setDrawing(@Nullable Rectangle rectangle) {
        drawing = rectangle;
        repaint();
    }

    /** Where in the picture this point of the panel lies: shares of width and height; outside of it beyond 0..1. */
    double[] inPicture(Point point) {
        Rectangle place = place();
        return new double[] {
            (point.x - place.x) / (double) Math.max(1, place.width),
            (point.y - place.y) / (double) Math.max(1, place.height)
        };
    }

    private Rectangle place() {
        BufferedImage now = picture;
        if (now == null) {
            return new Rectangle(0, 0, getWidth(), getHeight());
        }
        double scale = Math.min(getWidth() / (double) now.getWidth(), getHeight() / (double) now.getHeight());
        int width = (int) Math.round(now.getWidth() * scale);
        int height = (int) Math.round(now.getHeight() * scale);
        return new Rectangle((getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        BufferedImage now = picture;
        Rectangle place = place();
        if (now == null || !place.contains(new Rectangle(0, 0, getWidth(), getHeight()))) {
            graphics.setColor(getBackground());
            graphics.fillRect(0, 0, getWidth(), getHeight());
        }
        if (now != null) {
            ((Graphics2D) graphics)
                    .setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, place.x, place.y, place.width, place.height, null);
        }
        Rectangle dragged = drawing;
        if (dragged != null) {
            graphics.setColor(Color.WHITE);
            graphics.drawRect(dragged.x, dragged.y, dragged.width, dragged.height);
        }
    }
}
