package org.dermoscope.camera.overlay;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.camera.client.Answers;
import org.dermoscope.camera.client.Ranking;
import org.dermoscope.camera.client.RegionOfInterest;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.client.TimedAnswer;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.frame.Pixels;
import org.dermoscope.camera.view.ViewAction;
import org.dermoscope.camera.view.ViewSettings;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/** Every state that the overlay shows, by name. */
final class OverlayStates {
    private static final ViewSettings PLAIN = ViewSettings.DEFAULT;

    private OverlayStates() {}

    /** @param answer null before the first one */
    record State(@Nullable PredictionAnswer answer, OverlayState state) {
        BufferedImage draw(int width, int height) {
            BufferedImage frame = frame(width, height);
            Rectangle region = state.view().region().in(width, height);
            ShownAnswer shown = answer == null ? null : shown(frame, region, answer);
            return Overlay.draw(frame, shown, state);
        }
    }

    static Map<String, State> all() {
        Map<String, State> states = new LinkedHashMap<>();
        states.put("waiting", new State(null, state(PLAIN, List.of(), 0, "", false)));
        states.put("sure", new State(Answers.of("nv", 0.93), state(PLAIN, List.of(), 84, "", false)));
        states.put("likely", new State(Answers.of("bkl", 0.68), state(PLAIN, List.of(), 84, "", false)));
        states.put("unsure", new State(Answers.of("df", 0.41), state(PLAIN, List.of(), 84, "", false)));
        states.put("melanoma", new State(Answers.of("mel", 0.81), state(PLAIN, List.of(), 84, "", false)));
        states.put("abstained", new State(Answers.abstained("nv", 0.9), state(PLAIN, List.of(), 84, "", false)));
        states.put(
                "evidence",
                new State(
                        Answers.explained("bcc", 0.88),
                        state(PLAIN.after(ViewAction.EVIDENCE), List.of(), 84, "", false)));
        states.put(
                "unreachable",
                new State(
                        Answers.of("nv", 0.93),
                        state(
                                PLAIN,
                                List.of("No inference service answers at http://127.0.0.1:5000"),
                                4200,
                                "",
                                false)));
        states.put(
                "all-troubles",
                new State(
                        Answers.abstained("mel", 0.7),
                        state(
                                PLAIN,
                                List.of("The camera is gone; trying again", "The service is overloaded (503)"),
                                2100,
                                "",
                                false)));
        states.put(
                "frozen",
                new State(
                        Answers.of("vasc", 0.97),
                        state(PLAIN.after(ViewAction.FREEZE), List.of(), 84, "Saved 20261124_101500_vasc_0.97", true)));
        states.put(
                "help",
                new State(Answers.of("nv", 0.93), state(PLAIN.after(ViewAction.HELP), List.of(), 84, "", false)));
        states.put(
                "whole-frame-unsmoothed",
                new State(
                        Answers.of("akiec", 0.75),
                        state(
                                PLAIN.withRegion(RegionOfInterest.WHOLE_FRAME)
                                        .after(ViewAction.SMOOTHING)
                                        .after(ViewAction.SLOWER),
                                List.of(),
                                84,
                                "",
                                false)));
        return states;
    }

    private static OverlayState state(
            ViewSettings view, List<String> troubles, long ageMillis, String notice, boolean recording) {
        return new OverlayState(
                view, troubles, new OverlayState.Figures(30, 21.5), Duration.ofMillis(ageMillis), notice, recording);
    }

    private static ShownAnswer shown(BufferedImage frame, Rectangle region, PredictionAnswer answer) {
        TimedAnswer timed = new TimedAnswer(
                new Frame(123, frame, 0, Instant.EPOCH), region, new byte[0], answer, Duration.ofMillis(41));
        return new ShownAnswer(timed, Ranking.of(answer), Ranking.of(answer));
    }

    /** Skin with a lesion, as far as an overlay cares. */
    static BufferedImage frame(int width, int height) {
        BufferedImage frame = Pixels.blank(width, height);
        Graphics2D graphics = frame.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(226, 184, 164), width, height, new Color(198, 148, 128)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(110, 66, 52));
        graphics.fillOval(width * 2 / 5, height * 2 / 5, width / 4, height / 4);
        graphics.dispose();
        return frame;
    }
}
