package org.dermoscope.camera.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.AbstentionNotice;
import org.dermoscope.wire.ClassScore;
import org.dermoscope.wire.Disclaimer;
import org.dermoscope.wire.EvidenceMap;
import org.dermoscope.wire.MelanomaOperatingPoint;
import org.dermoscope.wire.PredictionAnswer;
import org.jspecify.annotations.Nullable;

/** Answers as the service gives them. */
public final class Answers {
    /** The probability of melanoma from which on these answers raise the alert. */
    public static final double ALERT_FROM = 0.3;

    private Answers() {}

    /** The others share what the class leaves, evenly. */
    public static PredictionAnswer of(String code, double confidence) {
        return of(code, confidence, null, false);
    }

    public static PredictionAnswer abstained(String code, double confidence) {
        return of(code, confidence, new AbstentionNotice("blurred", "The image is blurred.", 3.2, 9.5), false);
    }

    public static PredictionAnswer explained(String code, double confidence) {
        return of(code, confidence, null, true);
    }

    public static String json(PredictionAnswer answer) {
        try {
            return Json.strict().writeValueAsString(answer);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PredictionAnswer of(
            String code, double confidence, @Nullable AbstentionNotice abstention, boolean explained) {
        LesionClass top = LesionClass.ofCode(code);
        double[] probabilities = new double[LesionClass.COUNT];
        java.util.Arrays.fill(probabilities, (1 - confidence) / (LesionClass.COUNT - 1));
        probabilities[top.index()] = confidence;
        Map<String, Double> all = new LinkedHashMap<>();
        LesionClass.all().forEach(c -> all.put(c.displayName(), probabilities[c.index()]));
        List<ClassScore> ranking = Ranking.of(probabilities);
        return new PredictionAnswer(
                top.code(),
                top.displayName(),
                top.index(),
                confidence,
                all,
                ranking.subList(0, 3),
                true,
                probabilities[LesionClass.MEL.index()] >= ALERT_FROM,
                new MelanomaOperatingPoint(ALERT_FROM, 0.9, 0.81),
                abstention != null,
                abstention,
                explained ? evidence(top) : null,
                null,
                "sequential-cnn-20261123T205203Z-fix003",
                false,
                "HAM10000",
                Disclaimer.TEXT);
    }

    /** For at the left, against at the right. */
    private static EvidenceMap evidence(LesionClass top) {
        List<List<Double>> rows = new ArrayList<>();
        for (int y = 0; y < 6; y++) {
            List<Double> row = new ArrayList<>();
            for (int x = 0; x < 9; x++) {
                row.add((4 - x) / 4.0);
            }
            rows.add(row);
        }
        return new EvidenceMap(top.code(), top.displayName(), top.index(), 2, 0.5, rows, "");
    }
}
