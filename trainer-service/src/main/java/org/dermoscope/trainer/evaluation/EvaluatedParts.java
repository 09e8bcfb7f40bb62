package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.Map;
import org.dermoscope.trainer.data.LesionAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of one classifier, at temperature 1, on both parts, and how intervals are to be made from them.
 *
 * @param validation at least one
 * @param test at least one
 * @param attributes by image id; an image that is not there belongs to the subgroups of which nothing is known
 * @param flipped null if it was not asked for
 */
public record EvaluatedParts(
        List<LabelledPrediction> validation,
        List<LabelledPrediction> test,
        Map<String, LesionAttributes> attributes,
        @Nullable Flipped flipped,
        BootstrapSpec bootstrap) {
    /** Predictions of {@link FlippingClassifier} on the same images. */
    public record Flipped(List<LabelledPrediction> validation, List<LabelledPrediction> test) {
        public Flipped {
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }

    public EvaluatedParts {
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        attributes = Map.copyOf(attributes);
    }
}
