package org.dermoscope.classify;

import java.util.Arrays;
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
        return ofLogits(logits, 1);
    }

    /**
     * Softmax of the network's outputs divided by a temperature, computed in double precision.
     *
     * @param temperature above 0
     * @throws IllegalArgumentException if an output is not finite
     */
    public static Prediction ofLogits(float[] logits, double temperature) {
        double[] outputs = new double[logits.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = logits[i];
        }
        return softmax(outputs, temperature);
    }

    /**
     * What {@link #ofLogits(float[], double)} gives for the outputs of which this is the softmax: outputs are the
     * logarithms of their probabilities up to a constant, which the softmax takes out.
     *
     * @param temperature above 0
     */
    public Prediction atTemperature(double temperature) {
        return softmax(Arrays.stream(probabilities).map(Math::log).toArray(), temperature);
    }

    private static Prediction softmax(double[] outputs, double temperature) {
        double max = Arrays.stream(outputs).max().orElse(0);
        double[] p = new double[outputs.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp((outputs[i] - max) / temperature);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
            if (!Double.isFinite(p[i])) {
                throw new IllegalArgumentException("The network's output " + i + " is " + outputs[i]);
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
