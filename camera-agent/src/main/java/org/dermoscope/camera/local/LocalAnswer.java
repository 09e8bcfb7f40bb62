package org.dermoscope.camera.local;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.OperatingPoint;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.EvidenceOverlay;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.classify.Prediction;
import org.dermoscope.imaging.PngEncoder;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.quality.Abstention;
import org.dermoscope.quality.ImageMeasures;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.EvidenceMap;
import org.dermoscope.wire.MelanomaOperatingPoint;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What a network said of an image, to be told as the service would.
 *
 * @param input the image at the network's input size
 * @param smallestSide of the image as it came, in pixels
 */
record LocalAnswer(Manifest manifest, RgbImage input, int smallestSide, NetworkAnswer network) {
    private static final int TOP = 3;

    /** @param explained the class to give the evidence for */
    PredictionAnswer prediction(Optional<LesionClass> explained) {
        Prediction prediction = network.prediction();
        Map<String, Double> all = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> all.put(c.displayName(), prediction.probability(c)));
        List<ClassScore> ranking = prediction.ranking().stream()
                .limit(TOP)
                .map(c -> new ClassScore(c.code(), c.displayName(), c.index(), prediction.probability(c)))
                .toList();
        ClassScore top = ranking.get(0);
        @Nullable
        OperatingPoint point =
                OperatingPoint.forMelanoma(manifest.operatingPoints()).orElse(null);
        @Nullable Abstention abstention = abstention();
        return new PredictionAnswer(
                top.classCode(),
                top.className(),
                top.classIndex(),
                top.confidence(),
                all,
                ranking,
                manifest.calibration() != null,
                point == null ? null : prediction.probability(LesionClass.MEL) >= point.threshold(),
                point == null
                        ? null
                        : new MelanomaOperatingPoint(point.threshold(), point.sensitivity(), point.specificity()),
                abstention != null,
                abstention == null ? null : notice(abstention),
                explained.map(this::evidence).orElse(null),
                manifest.id(),
                manifest.data().synthetic(),
                manifest.data().name(),
                Disclaimer.TEXT);
    }

    private @Nullable Abstention abstention() {
        return manifest.abstention() == null
                ? null
                : manifest.abstention()
                        .check(ImageMeasures.of(smallestSide, input), network.logits())
                        .orElse(null);
    }

    private static AbstentionNotice notice(Abstention abstention) {
        return new AbstentionNotice(
                abstention.reason().name().toLowerCase(Locale.ROOT),
                abstention.reason().sentence(),
                abstention.value(),
                abstention.threshold());
    }

    private @Nullable EvidenceMap evidence(LesionClass lesionClass) {
        @Nullable Evidence evidence = network.evidence();
        if (evidence == null) {
            return null;
        }
        float[] contributions = evidence.of(lesionClass);
        List<List<Double>> rows = new ArrayList<>();
        for (int start = 0; start < contributions.length; start += evidence.width()) {
            List<Double> row = new ArrayList<>(evidence.width());
            for (int i = start; i < start + evidence.width(); i++) {
                row.add((double) contributions[i]);
            }
            rows.add(row);
        }
        RgbImage overlay = EvidenceOverlay.over(input, contributions, evidence.height(), evidence.width());
        return new EvidenceMap(
                lesionClass.code(),
                lesionClass.displayName(),
                lesionClass.index(),
                network.logits()[lesionClass.index()],
                evidence.bias()[lesionClass.index()],
                rows,
                Base64.getEncoder().encodeToString(PngEncoder.encode(overlay)));
    }
}
