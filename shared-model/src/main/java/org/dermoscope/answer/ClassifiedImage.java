package org.dermoscope.answer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ModelFacts;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.EvidenceOverlay;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.PngEncoder;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.Abstention;
import org.dermoscope.quality.AbstentionRules;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.EvidenceMap;
import org.dermoscope.wire.MelanomaOperatingPoint;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * An image and what a model said of it: all that an answer of the HTTP contract is made of.
 *
 * @param input the image at the network's input size; of an ensemble, at that of its heaviest member
 * @param abstention why the answer should not be relied on; null if nothing speaks against it
 */
public record ClassifiedImage(
        ModelFacts model,
        RgbImage input,
        NetworkAnswer network,
        @Nullable Abstention abstention) {

    /**
     * Of an image whose answer the model's own rules, if it has any, have judged.
     *
     * @param smallestSide of the image as it came, in pixels
     */
    public static ClassifiedImage judged(Manifest model, RgbImage input, int smallestSide, NetworkAnswer network) {
        @Nullable
        Abstention abstention = AbstentionRules.judge(model.abstention(), smallestSide, input, network.view());
        return new ClassifiedImage(model.facts(), input, network, abstention);
    }

    /**
     * The same image as an ensemble answers it, of which this is what the heaviest member said: that one's rules decide on
     * the abstention.
     */
    public ClassifiedImage inEnsemble(ModelFacts ensemble, NetworkAnswer mean) {
        return new ClassifiedImage(ensemble, input, mean, abstention);
    }

    /**
     * The answer as it goes over the wire.
     *
     * @param topK classes in {@code top_k}, 1..7
     * @param explained the class to give the evidence for; null for an answer without evidence, even if the network's
     *     answer has it: then the pass computed it for another image
     */
    public PredictionAnswer answer(int topK, @Nullable LesionClass explained) {
        Prediction prediction = network.prediction();
        Map<String, Double> all = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> all.put(c.displayName(), prediction.probability(c)));
        List<ClassScore> ranking = prediction.ranking().stream()
                .limit(topK)
                .map(c -> new ClassScore(c.code(), c.displayName(), c.index(), prediction.probability(c)))
                .toList();
        ClassScore top = ranking.get(0);
        @Nullable
        OperatingPoint point =
                OperatingPoint.forMelanoma(model.operatingPoints()).orElse(null);
        return new PredictionAnswer(
                top.classCode(),
                top.className(),
                top.classIndex(),
                top.confidence(),
                all,
                ranking,
                model.calibrated(),
                point == null ? null : prediction.probability(LesionClass.MEL) >= point.threshold(),
                point == null
                        ? null
                        : new MelanomaOperatingPoint(point.threshold(), point.sensitivity(), point.specificity()),
                abstention != null,
                notice(),
                explained == null ? null : evidence(explained),
                explained == null || network.evidence() != null
                        ? null
                        : "No evidence: the members of " + model.id() + " do not divide the image alike",
                model.id(),
                model.data().synthetic(),
                model.data().name(),
                Disclaimer.TEXT);
    }

    private @Nullable AbstentionNotice notice() {
        return abstention == null
                ? null
                : new AbstentionNotice(
                        abstention.reason().name().toLowerCase(Locale.ROOT),
                        abstention.reason().sentence(),
                        abstention.value(),
                        abstention.threshold());
    }

    private @Nullable EvidenceMap evidence(LesionClass explained) {
        @Nullable Evidence evidence = network.evidence();
        if (evidence == null) {
            return null;
        }
        float[] contributions = evidence.of(explained);
        RgbImage overlay = EvidenceOverlay.over(input, contributions, evidence.height(), evidence.width());
        return new EvidenceMap(
                explained.code(),
                explained.displayName(),
                explained.index(),
                network.logits()[explained.index()],
                evidence.bias()[explained.index()],
                rows(contributions, evidence.width()),
                Base64.getEncoder().encodeToString(PngEncoder.encode(overlay)));
    }

    private static List<List<Double>> rows(float[] contributions, int width) {
        List<List<Double>> rows = new ArrayList<>();
        for (int start = 0; start < contributions.length; start += width) {
            List<Double> row = new ArrayList<>(width);
            for (int i = start; i < start + width; i++) {
                row.add((double) contributions[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
