package org.dermoscope.classify;

import java.util.Comparator;
import java.util.List;
import org.dermoscope.taxonomy.LesionClass;

/**
 * The classification of one image. Treat the array as immutable.
 *
 * @param probabilities {@code double[7]} in class-index order, each 0..1, sum 1 within 1e-6
 */
public record Prediction(double[] probabilities) {
    public Prediction {
        if (probabilities.length != LesionClass.COUNT) {
            throw new IllegalArgumentException(
                    "A prediction has " + LesionClass.COUNT + " probabilities, got " + probabilities.length);
        }
    }

    /** Softmax of the network's outputs, computed in double precision. */
    public static Prediction ofLogits(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i] - max);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
            if (!Double.isFinite(p[i])) {
                throw new IllegalArgumentException("The network's output " + i + " is " + logits[i]);
            }
        }
        return new Prediction(p);
    }

    public double probability(LesionClass lesionClass) {
        return probabilities[lesionClass.index()];
    }

    /** The most probable class; the lower index among equals. */
    public LesionClass top() {
        return ranking().get(0);
    }

    /** The probability of {@link #top()}. */
    public double confidence() {
        return probability(top());
    }

    /** All classes, the most probable first; the lower index first among equals. */
    public List<LesionClass> ranking() {
        return LesionClass.all().stream()
                .sorted(Comparator.comparingDouble((LesionClass c) -> -probability(c)))
                .toList();
    }
}
