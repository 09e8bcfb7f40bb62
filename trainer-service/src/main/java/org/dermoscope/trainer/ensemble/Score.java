package org.dermoscope.trainer.ensemble;

import java.util.Comparator;
import java.util.List;
import org.dermoscope.trainer.evaluation.ConfusionMatrix;
import org.dermoscope.trainer.evaluation.LabelledPrediction;

/**
 * How good predictions are. The better is the greater: more balanced accuracy or, at the same, less loss.
 *
 * @param balancedAccuracy 0..1
 * @param loss mean cross-entropy, in nats
 */
public record Score(double balancedAccuracy, double loss) implements Comparable<Score> {
    private static final Comparator<Score> ORDER = Comparator.comparingDouble(Score::balancedAccuracy)
            .thenComparing(Comparator.comparingDouble(Score::loss).reversed());

    /** @param predictions at least one */
    static Score of(List<LabelledPrediction> predictions) {
        return new Score(
                ConfusionMatrix.of(predictions).balancedAccuracy().orElseThrow(),
                predictions.stream()
                        .mapToDouble(LabelledPrediction::loss)
                        .average()
                        .orElseThrow());
    }

    @Override
    public int compareTo(Score other) {
        return ORDER.compare(this, other);
    }
}
