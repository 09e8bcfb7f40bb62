package org.dermoscope.camera.client;

import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.MelanomaOperatingPoint;

/**
 * The newest answer, as it is and smoothed over the last ones.
 *
 * @param plain all classes of the answer alone, the most probable first
 * @param smoothed the same over the last answers
 */
public record ShownAnswer(TimedAnswer timed, List<ClassScore> plain, List<ClassScore> smoothed) {
    public List<ClassScore> ranking(boolean smoothing) {
        return smoothing ? smoothed : plain;
    }

    /** Raised by the newest answer, and with smoothing also by the last ones together: never later than without. */
    public boolean melanomaAlert(boolean smoothing) {
        if (Boolean.TRUE.equals(timed.answer().melanomaAlert())) {
            return true;
        }
        MelanomaOperatingPoint point = timed.answer().melanomaOperatingPoint();
        return smoothing
                && point != null
                && smoothed.stream()
                        .anyMatch(score -> score.classIndex() == LesionClass.MEL.index()
                                && score.confidence() >= point.threshold());
    }
}
