package org.dermoscope.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dermoscope.taxonomy.LesionClass;

/**
 * From which probability on an image counts as suspicious of one diagnosis: the highest threshold that reaches a
 * sensitivity on the validation part, of which all the figures are. The most probable class plays no part in it.
 *
 * @param targetSensitivity what was asked for, 0..1
 * @param threshold on the calibrated probability, 0..1; an image at or above it counts as suspicious
 * @param sensitivity share of the images of the diagnosis at or above the threshold, 0..1; at least the target
 * @param specificity share of the other images below the threshold, 0..1
 * @param positives images of the diagnosis, at least 1
 * @param negatives other images, at least 1
 */
public record OperatingPoint(
        String classCode,
        double targetSensitivity,
        double threshold,
        double sensitivity,
        double specificity,
        int positives,
        int negatives) {
    public OperatingPoint {
        LesionClass.ofCode(Required.field("operating_points[].class_code", classCode));
        Required.share("operating_points[].target_sensitivity", targetSensitivity);
        Required.share("operating_points[].threshold", threshold);
        Required.share("operating_points[].sensitivity", sensitivity);
        Required.share("operating_points[].specificity", specificity);
        if (positives < 1 || negatives < 1) {
            throw new IllegalArgumentException("An operating point needs images with and without '" + classCode
                    + "', got " + positives + " and " + negatives);
        }
    }

    /**
     * The one by which melanoma is suspected: of the lowest sensitivity that was aimed at, for of the others' images it
     * suspects the fewest.
     */
    public static Optional<OperatingPoint> forMelanoma(List<OperatingPoint> points) {
        return points.stream()
                .filter(point -> point.classCode().equals(LesionClass.MEL.code()))
                .min(Comparator.comparingDouble(OperatingPoint::targetSensitivity));
    }
}
