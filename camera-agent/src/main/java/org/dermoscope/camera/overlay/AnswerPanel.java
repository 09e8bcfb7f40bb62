package org.dermoscope.camera.overlay;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.overlay.Canvas.Point;
import org.dermoscope.camera.overlay.Canvas.Style;
import org.dermoscope.wire.ClassScore;
import org.jspecify.annotations.Nullable;

/** Class, confidence, the three most probable classes as bars, and how old all that is. */
final class AnswerPanel {
    private static final double LEFT = 10;
    private static final double TOP = 10;
    private static final double WIDTH = 300;
    private static final double PADDING = 10;
    private static final double ROOM = WIDTH - 2 * PADDING;
    private static final int BARS = 3;
    private static final Duration OLD = Duration.ofSeconds(1);

    private AnswerPanel() {}

    static void draw(Canvas canvas, @Nullable ShownAnswer shown, OverlayState state) {
        if (shown == null) {
            canvas.fill(new Rectangle2D.Double(LEFT, TOP, WIDTH, 34), Palette.SHADE);
            canvas.text("No answer yet", new Point(LEFT + PADDING, TOP + 23), new Style(16, Palette.MUTED, ROOM));
            return;
        }
        canvas.fill(new Rectangle2D.Double(LEFT, TOP, WIDTH, 138), Palette.SHADE);
        List<ClassScore> ranking = shown.ranking(state.view().smoothing());
        ClassScore top = ranking.get(0);
        boolean reliable = !shown.timed().answer().abstained();
        double left = LEFT + PADDING;
        Color name = reliable ? Palette.TEXT : Palette.MUTED;
        Style large = new Style(19, true, name, ROOM);
        boolean fits = canvas.textWidth(top.className(), large) <= ROOM;
        canvas.text(top.className(), new Point(left, TOP + 25), fits ? large : new Style(15, true, name, ROOM));
        Color band = reliable ? Palette.ofConfidence(top.confidence()) : Palette.MUTED;
        canvas.text(
                "Confidence " + percent(top.confidence()) + (reliable ? "" : " (unreliable)"),
                new Point(left, TOP + 46),
                new Style(15, true, band, ROOM));
        for (int i = 0; i < BARS; i++) {
            bar(canvas, ranking.get(i), TOP + 58 + 20 * i, reliable);
        }
        canvas.text(
                age(shown, state),
                new Point(left, TOP + 130),
                new Style(11, state.age().compareTo(OLD) > 0 ? Palette.UNSURE : Palette.MUTED, ROOM));
    }

    private static void bar(Canvas canvas, ClassScore score, double top, boolean reliable) {
        double left = LEFT + PADDING;
        canvas.fill(new Rectangle2D.Double(left, top, ROOM, 16), Palette.TRACK);
        Color band = reliable ? Palette.ofConfidence(score.confidence()) : Palette.MUTED;
        Color fill = new Color(band.getRed(), band.getGreen(), band.getBlue(), 120);
        canvas.fill(new Rectangle2D.Double(left, top, ROOM * score.confidence(), 16), fill);
        canvas.text(score.className(), new Point(left + 5, top + 12), new Style(12, Palette.TEXT, ROOM - 60));
        String percent = percent(score.confidence());
        Style style = new Style(12, Palette.TEXT, 60);
        canvas.text(percent, new Point(left + ROOM - 5 - canvas.textWidth(percent, style), top + 12), style);
    }

    private static String age(ShownAnswer shown, OverlayState state) {
        String age = state.age().compareTo(OLD) > 0
                ? String.format(Locale.ROOT, "%.1f s", state.age().toMillis() / 1000.0)
                : state.age().toMillis() + " ms";
        return "Frame " + shown.timed().frame().number() + ", " + age + " old"
                + (state.view().smoothing() ? ", smoothed" : "");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
