package org.dermoscope.trainer.evaluation;

import java.util.List;

/**
 * Predictions of one classifier on both parts, and how intervals are to be made from them.
 *
 * @param validation at least one
 * @param test at least one
 */
public record EvaluatedParts(
        List<LabelledPrediction> validation, List<LabelledPrediction> test, BootstrapSpec bootstrap) {
    public EvaluatedParts {
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }
}
