package org.dermoscope.camera.overlay;

import java.awt.geom.Rectangle2D;
import org.dermoscope.camera.overlay.Canvas.Point;
import org.dermoscope.camera.overlay.Canvas.Style;
import org.dermoscope.camera.view.ViewAction;

/** The keys. */
final class HelpPanel {
    private static final double WIDTH = 300;
    private static final double ROW = 19;

    private HelpPanel() {}

    static void draw(Canvas canvas) {
        double height = 16 + ROW * ViewAction.values().length;
        double left = canvas.width() - 10 - WIDTH;
        double top = 96;
        canvas.fill(new Rectangle2D.Double(left, top, WIDTH, height), Palette.SHADE);
        double base = top + 20;
        for (ViewAction action : ViewAction.values()) {
            canvas.text(action.key(), new Point(left + 12, base), new Style(13, true, Palette.REGION, 30));
            canvas.text(action.meaning(), new Point(left + 42, base), new Style(13, Palette.TEXT, WIDTH - 52));
            base += ROW;
        }
    }
}
