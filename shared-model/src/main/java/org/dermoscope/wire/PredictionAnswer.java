package org.dermoscope.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one image. Its JSON is snake_case; the keys of {@code all_probabilities} are class names as they are.
 *
 * @param classCode of the most probable class
 * @param className of the most probable class
 * @param classIndex of the most probable class, 0..6
 * @param confidence probability of the most probable class, 0..1, unrounded
 * @param allProbabilities by class name in class-index order, unrounded; they sum to 1 within 1e-6
 * @param topK the most probable classes, best first
 * @param confidenceCalibrated whether the probabilities were calibrated on validation data
 * @param melanomaAlert whether melanoma is to be suspected, whatever class is the most probable; null where the model has
 *     no operating point
 * @param melanomaOperatingPoint what decides on the alert; null where the model has none
 * @param abstained true when the answer should not be relied on
 * @param abstention why; null unless abstained
 * @param evidence null unless it was asked for
 * @param evidenceNotice why there is no evidence although it was asked for; null otherwise
 * @param model id of the checkpoint or the ensemble that answered
 * @param synthetic true when that checkpoint was trained on the generated sample and knows no real lesion
 * @param data name of the data that the checkpoint was trained on; {@code synthetic sample} for the generated one
 * @param disclaimer see {@link #DISCLAIMER}
 */
public record PredictionAnswer(
        String classCode,
        String className,
        int classIndex,
        double confidence,
        Map<String, Double> allProbabilities,
        List<ClassScore> topK,
        boolean confidenceCalibrated,
        @Nullable Boolean melanomaAlert,
        @Nullable MelanomaOperatingPoint melanomaOperatingPoint,
        boolean abstained,
        @Nullable AbstentionNotice abstention,
        @Nullable EvidenceMap evidence,
        @Nullable String evidenceNotice,
        String model,
        boolean synthetic,
        String data,
        String disclaimer) {
    /** Stands wherever a result is shown. */
    public static final String DISCLAIMER = Disclaimer.TEXT;

    public PredictionAnswer {
        allProbabilities = Collections.unmodifiableMap(new LinkedHashMap<>(allProbabilities));
        topK = List.copyOf(topK);
    }
}
