package org.dermoscope.inference.predict;

import java.util.List;
import org.dermoscope.answer.ClassifiedImage;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.PredictionError;
import org.jspecify.annotations.Nullable;

/** From outcomes to the records of the HTTP contract. */
final class Answers {
    private Answers() {}

    /** @throws org.dermoscope.web.ApiException if the only upload was refused */
    static PredictionAnswer single(Classification classification, QueryOptions options) {
        Outcome outcome = classification.outcomes().get(0);
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal();
        }
        return answer((Outcome.Classified) outcome, options);
    }

    /** {@link PredictionAnswer} and {@link PredictionError}, one an upload, in order. */
    static List<Object> batch(Classification classification, QueryOptions options) {
        return classification.outcomes().stream()
                .map(outcome -> element(outcome, options))
                .toList();
    }

    private static Object element(Outcome outcome, QueryOptions options) {
        if (outcome instanceof Outcome.Refused refused) {
            return new PredictionError(
                    refused.refusal().sentence(),
                    refused.refusal().code(),
                    refused.refusal().status());
        }
        return answer((Outcome.Classified) outcome, options);
    }

    private static PredictionAnswer answer(Outcome.Classified classified, QueryOptions options) {
        ClassifiedImage image = classified.image();
        return image.answer(options.topK(), explained(image, options));
    }

    /** Null if no evidence was asked for. */
    private static @Nullable LesionClass explained(ClassifiedImage image, QueryOptions options) {
        LesionClass chosen = options.explainedClass();
        if (!options.explained() || chosen != null) {
            return chosen;
        }
        return image.network().prediction().top();
    }
}
