package org.dermoscope.folder;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dermoscope.classify.Prediction;
import org.dermoscope.quality.Abstention;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/**
 * One row of the results: a classified file, with {@code error} and {@code code} null, or a bad one, with nothing but the
 * file, these two and the model.
 *
 * @param file relative to the folder, with the separators of the platform
 * @param confidence the probability of the class, 0..1
 * @param probabilities one a class in class-index order, calibrated; empty for a bad file
 * @param abstained whether the answer should not be relied on
 * @param abstentionReason see {@link org.dermoscope.quality.AbstentionReason}, in lower case
 * @param melanomaAlert null if the checkpoint has no operating point for melanoma
 * @param model id of the checkpoint
 * @param code what was wrong, for machines
 * @param error the same as a sentence
 */
public record ClassifiedFile(
        String file,
        @Nullable String classCode,
        @Nullable String className,
        @Nullable Double confidence,
        List<Double> probabilities,
        @Nullable Boolean abstained,
        @Nullable String abstentionReason,
        @Nullable Boolean melanomaAlert,
        String model,
        @Nullable String code,
        @Nullable String error) {
    public ClassifiedFile {
        probabilities = List.copyOf(probabilities);
    }

    /** @param abstention null if the answer may be relied on */
    static ClassifiedFile classified(
            String file, FolderModel model, Prediction prediction, @Nullable Abstention abstention) {
        LesionClass top = prediction.top();
        Double threshold = model.melanomaThreshold();
        return new ClassifiedFile(
                file,
                top.code(),
                top.displayName(),
                prediction.confidence(),
                Arrays.stream(prediction.probabilities()).boxed().toList(),
                abstention != null,
                abstention == null ? null : abstention.reason().name().toLowerCase(Locale.ROOT),
                threshold == null ? null : prediction.probability(LesionClass.MEL) >= threshold,
                model.id(),
                null,
                null);
    }

    static ClassifiedFile bad(String file, FolderModel model, String code, String error) {
        return new ClassifiedFile(file, null, null, null, List.of(), null, null, null, model.id(), code, error);
    }

    boolean isBad() {
        return code != null;
    }
}
