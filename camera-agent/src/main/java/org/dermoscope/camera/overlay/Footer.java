package org.dermoscope.camera.overlay;

import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.overlay.Canvas.Point;
import org.dermoscope.camera.overlay.Canvas.Style;
import org.dermoscope.wire.Disclaimer;
import org.jspecify.annotations.Nullable;

/** Rates, latency, model, and the disclaimer, which is always there. */
final class Footer {
    private static final double HEIGHT = 42;

    private Footer() {}

    static void draw(Canvas canvas, @Nullable ShownAnswer shown, OverlayState state) {
        double top = canvas.height() - HEIGHT;
        canvas.fill(new Rectangle2D.Double(0, top, canvas.width(), HEIGHT), Palette.SHADE);
        double room = canvas.width() - 20;
        canvas.text(figures(shown, state), new Point(10, top + 16), new Style(11, Palette.MUTED, room));
        boolean synthetic = shown != null && shown.timed().answer().synthetic();
        canvas.text(
                Disclaimer.TEXT + (synthetic ? " Synthetic model." : ""),
                new Point(10, top + 33),
                new Style(12, Palette.TEXT, room));
    }

    private static String figures(@Nullable ShownAnswer shown, OverlayState state) {
        String rates = String.format(
                Locale.ROOT,
                "Camera %.1f/s · answers %.1f/s",
                state.figures().capture(),
                state.figures().inference());
        long interval = state.view().interval().toMillis();
        String pause = interval == 0 ? "" : " · every " + interval + " ms";
        return shown == null
                ? rates + pause
                : rates + pause + " · " + shown.timed().roundTrip().toMillis() + " ms · "
                        + shown.timed().answer().model();
    }
}
