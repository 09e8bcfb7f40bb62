package org.dermoscope.inference.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.PredictionError;

/** From outcomes to the records of the HTTP contract. */
final class Answers {
    private Answers() {}

    /** @throws org.dermoscope.web.ApiException if the only upload was refused */
    static PredictionAnswer single(Classification classification, QueryOptions options) {
        Outcome outcome = classification.outcomes().get(0);
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal();
        }
        return answer(((Outcome.Classified) outcome).prediction(), classification.model(), options);
    }

    /** {@link PredictionAnswer} and {@link PredictionError}, one an upload, in order. */
    static List<Object> batch(Classification classification, QueryOptions options) {
        return classification.outcomes().stream()
                .map(outcome -> element(outcome, classification.model(), options))
                .toList();
    }

    private static Object element(Outcome outcome, Manifest model, QueryOptions options) {
        if (outcome instanceof Outcome.Refused refused) {
            return new PredictionError(
                    refused.refusal().sentence(),
                    refused.refusal().code(),
                    refused.refusal().status());
        }
        return answer(((Outcome.Classified) outcome).prediction(), model, options);
    }

    private static PredictionAnswer answer(Prediction prediction, Manifest model, QueryOptions options) {
        Map<String, Double> all = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> all.put(c.displayName(), prediction.probability(c)));
        List<ClassScore> topK = prediction.ranking().stream()
                .limit(options.topK())
                .map(c -> new ClassScore(c.code(), c.displayName(), c.index(), prediction.probability(c)))
                .toList();
        ClassScore top = topK.get(0);
        return new PredictionAnswer(
                top.classCode(),
                top.className(),
                top.classIndex(),
                top.confidence(),
                all,
                topK,
                model.id(),
                model.data().synthetic(),
                model.data().name(),
                Disclaimer.TEXT);
    }
}
