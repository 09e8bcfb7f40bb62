package org.dermoscope.camera.overlay;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.overlay.Canvas.Point;
import org.dermoscope.camera.overlay.Canvas.Style;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.MelanomaOperatingPoint;
import org.jspecify.annotations.Nullable;

/** What must not be overlooked, as strips over the whole width above the footer, the gravest at the top. */
final class Strips {
    private static final double HEIGHT = 25;
    private static final double FOOTER = 42;

    private Strips() {}

    static void draw(Canvas canvas, @Nullable ShownAnswer shown, OverlayState state) {
        double bottom = canvas.height() - FOOTER;
        for (String trouble : state.troubles()) {
            bottom = strip(canvas, trouble, Palette.TROUBLE, bottom);
        }
        if (shown == null) {
            return;
        }
        @Nullable AbstentionNotice abstention = shown.timed().answer().abstention();
        if (shown.timed().answer().abstained() && abstention != null) {
            bottom = strip(canvas, sentence(abstention), Palette.ABSTAINED, bottom);
        }
        if (shown.melanomaAlert(state.view().smoothing())) {
            strip(canvas, alert(shown), Palette.ALERT, bottom);
        }
    }

    private static String sentence(AbstentionNotice abstention) {
        return String.format(
                Locale.ROOT,
                "Not to be relied on: %s (%.3g, limit %.3g)",
                abstention.explanation(),
                abstention.value(),
                abstention.threshold());
    }

    private static String alert(ShownAnswer shown) {
        @Nullable MelanomaOperatingPoint point = shown.timed().answer().melanomaOperatingPoint();
        return point == null
                ? "Melanoma suspected"
                : String.format(
                        Locale.ROOT,
                        "Melanoma suspected (from %.3f on; on validation sensitivity %.0f %%, specificity %.0f %%)",
                        point.threshold(),
                        100 * point.sensitivity(),
                        100 * point.specificity());
    }

    /** Where the next one ends. */
    private static double strip(Canvas canvas, String text, Color color, double bottom) {
        canvas.fill(new Rectangle2D.Double(0, bottom - HEIGHT, canvas.width(), HEIGHT), color);
        canvas.text(text, new Point(10, bottom - 8), new Style(12, true, Palette.TEXT, canvas.width() - 20));
        return bottom - HEIGHT - 1;
    }
}
