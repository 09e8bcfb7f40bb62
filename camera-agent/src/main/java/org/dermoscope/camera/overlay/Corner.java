package org.dermoscope.camera.overlay;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.dermoscope.camera.overlay.Canvas.Point;
import org.dermoscope.camera.overlay.Canvas.Style;

/** Marks at the top right: frozen, recording, and short confirmations. */
final class Corner {
    private static final double HEIGHT = 24;
    private static final double ROOM = 296;

    private Corner() {}

    static void draw(Canvas canvas, OverlayState state) {
        double top = 10;
        if (!state.notice().isEmpty()) {
            top = mark(canvas, state.notice(), Palette.NOTICE, top);
        }
        if (state.view().frozen()) {
            top = mark(canvas, "Frozen", Palette.TROUBLE, top);
        }
        if (state.recording()) {
            mark(canvas, "● Recording", Palette.ALERT, top);
        }
    }

    /** Where the next one begins. */
    private static double mark(Canvas canvas, String text, Color color, double top) {
        Style style = new Style(12, true, Palette.TEXT, ROOM);
        double width = Math.min(ROOM, canvas.textWidth(text, style)) + 16;
        double left = canvas.width() - 10 - width;
        canvas.fill(new Rectangle2D.Double(left, top, width, HEIGHT), color);
        canvas.text(text, new Point(left + 8, top + 16), style);
        return top + HEIGHT + 4;
    }
}
