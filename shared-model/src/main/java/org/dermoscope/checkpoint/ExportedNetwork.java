package org.dermoscope.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint's network in a form for another engine, with what was found when both were compared.
 *
 * @param object name of its file among {@link Manifest#objects}
 * @param accepted whether it is near enough to the network to be served; the other figures say why
 * @param images of the validation part on which both were compared, at temperature 1
 * @param largestDifference of a probability, 0..1
 * @param agreement share of these images for which both have the same most probable class, 0..1
 * @param balancedAccuracy of this form on these images, 0..1
 * @param referenceBalancedAccuracy of the network on these images, 0..1
 * @param activationRange how the range of the 8-bit values was found; null in float32
 * @param goldens {@code [golden][7]}: the probabilities, calibrated, that the trainer computed with this form for each of
 *     {@link Manifest#goldens}, in order
 */
public record ExportedNetwork(
        ServingEngine engine,
        String object,
        boolean accepted,
        int images,
        double largestDifference,
        double agreement,
        double balancedAccuracy,
        double referenceBalancedAccuracy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String activationRange,
        List<List<Double>> goldens) {
    public ExportedNetwork {
        Required.field("exports[].engine", engine);
        if (engine.exportedAs() != engine) {
            throw new IllegalArgumentException(
                    "exports[].engine '" + engine.id() + "' is not allowed: it runs the file of '"
                            + engine.exportedAs().id() + "'");
        }
        Required.field("exports[].object", object);
        Required.share("exports[].largest_difference", largestDifference);
        Required.share("exports[].agreement", agreement);
        goldens = Required.field("exports[].goldens", goldens).stream()
                .map(List::copyOf)
                .toList();
        for (List<Double> probabilities : goldens) {
            if (probabilities.size() != LesionClass.COUNT) {
                throw new IllegalArgumentException("A golden image has " + LesionClass.COUNT + " probabilities, '"
                        + object + "' has one with " + probabilities.size());
            }
        }
    }
}
