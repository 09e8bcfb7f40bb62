package org.dermoscope.inference.predict;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.dermoscope.classify.Evidence;
import org.dermoscope.classify.EvidenceOverlay;
import org.dermoscope.imaging.PngEncoder;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.wire.EvidenceMap;
import org.jspecify.annotations.Nullable;

/** From a network's evidence to the record of the HTTP contract. */
final class EvidenceMaps {
    private EvidenceMaps() {}

    /** Null if it was not asked for: then a pass may have computed it for another request. */
    static @Nullable EvidenceMap of(Outcome.Classified classified, QueryOptions options) {
        Evidence evidence = classified.answer().evidence();
        if (!options.explained() || evidence == null) {
            return null;
        }
        LesionClass chosen = options.explainedClass();
        LesionClass explained =
                chosen == null ? classified.answer().prediction().top() : chosen;
        float[] contributions = evidence.of(explained);
        byte[] png = PngEncoder.encode(
                EvidenceOverlay.over(classified.input(), contributions, evidence.height(), evidence.width()));
        return new EvidenceMap(
                explained.code(),
                explained.displayName(),
                explained.index(),
                classified.answer().logits()[explained.index()],
                evidence.bias()[explained.index()],
                rows(contributions, evidence.width()),
                Base64.getEncoder().encodeToString(png));
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
