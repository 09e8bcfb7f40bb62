package org.dermoscope.camera.sink;

import java.awt.Rectangle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dermoscope.camera.client.ShownAnswer;
import org.dermoscope.camera.client.TimedAnswer;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What became of one frame, as JSON.
 *
 * @param frame its number, 1 for the first
 * @param region of the frame that was sent, in pixels; null without an answer
 * @param ageMs from capturing the frame to having its answer
 * @param smoothed all classes over the last answers, the most probable first
 * @param image file with what was sent, in the folder of {@code --save-frames}; null without one
 * @param error null if there is an answer
 */
public record PredictionLine(
        long frame,
        Instant capturedAt,
        int width,
        int height,
        @Nullable Region region,
        @Nullable Double ageMs,
        @Nullable Double roundTripMs,
        @Nullable PredictionAnswer answer,
        @Nullable List<ClassScore> smoothed,
        @Nullable String image,
        @Nullable Fault error) {
    /** In pixels of the frame. */
    public record Region(int x, int y, int width, int height) {
        static Region of(Rectangle rectangle) {
            return new Region(rectangle.x, rectangle.y, rectangle.width, rectangle.height);
        }
    }

    /**
     * @param state {@code unreachable}, {@code no_model}, {@code overloaded}, {@code slow}, {@code not_understood} or {@code
     *     refused}
     */
    public record Fault(String state, String message) {}

    static PredictionLine of(ShownAnswer shown, long nowNanos, @Nullable String image) {
        TimedAnswer timed = shown.timed();
        return new PredictionLine(
                timed.frame().number(),
                timed.frame().capturedAt(),
                timed.frame().width(),
                timed.frame().height(),
                Region.of(timed.region()),
                millis(timed.age(nowNanos)),
                millis(timed.roundTrip()),
                timed.answer(),
                shown.smoothed(),
                image,
                null);
    }

    static PredictionLine failed(Frame frame, Fault fault) {
        return new PredictionLine(
                frame.number(),
                frame.capturedAt(),
                frame.width(),
                frame.height(),
                null,
                null,
                null,
                null,
                null,
                null,
                fault);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
