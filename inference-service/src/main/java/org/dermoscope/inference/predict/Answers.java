package org.dermoscope.inference.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.classify.Prediction;
import org.dermoscope.quality.Abstention;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.MelanomaOperatingPoint;
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
        return answer((Outcome.Classified) outcome, classification.model(), options);
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
        return answer((Outcome.Classified) outcome, model, options);
    }

    private static PredictionAnswer answer(Outcome.Classified classified, Manifest model, QueryOptions options) {
        Prediction prediction = classified.answer().prediction();
        Map<String, Double> all = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> all.put(c.displayName(), prediction.probability(c)));
        List<ClassScore> topK = prediction.ranking().stream()
                .limit(options.topK())
                .map(c -> new ClassScore(c.code(), c.displayName(), c.index(), prediction.probability(c)))
                .toList();
        ClassScore top = topK.get(0);
        @Nullable
        OperatingPoint point =
                OperatingPoint.forMelanoma(model.operatingPoints()).orElse(null);
        return new PredictionAnswer(
                top.classCode(),
                top.className(),
                top.classIndex(),
                top.confidence(),
                all,
                topK,
                model.calibration() != null,
                point == null ? null : prediction.probability(LesionClass.MEL) >= point.threshold(),
                point == null
                        ? null
                        : new MelanomaOperatingPoint(point.threshold(), point.sensitivity(), point.specificity()),
                classified.abstention() != null,
                notice(classified.abstention()),
                EvidenceMaps.of(classified, options),
                model.id(),
                model.data().synthetic(),
                model.data().name(),
                Disclaimer.TEXT);
    }

    private static @Nullable AbstentionNotice notice(@Nullable Abstention abstention) {
        return abstention == null
                ? null
                : new AbstentionNotice(
                        abstention.reason().name().toLowerCase(Locale.ROOT),
                        abstention.reason().sentence(),
                        abstention.value(),
                        abstention.threshold());
    }
}
