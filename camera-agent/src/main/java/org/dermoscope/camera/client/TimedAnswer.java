package org.dermoscope.camera.client;

import java.awt.Rectangle;
import java.time.Duration;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.wire.PredictionAnswer;

/**
 * An answer and the frame it belongs to.
 *
 * @param region of that frame that was sent, in its pixels
 * @param jpeg what was sent
 * @param roundTrip from sending to having the answer
 */
public record TimedAnswer(Frame frame, Rectangle region, byte[] jpeg, PredictionAnswer answer, Duration roundTrip) {

    /** How old the frame is. */
    public Duration age(long nowNanos) {
        return Duration.ofNanos(Math.max(0, nowNanos - frame.capturedNanos()));
    }
}
