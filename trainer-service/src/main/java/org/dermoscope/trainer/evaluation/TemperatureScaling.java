package org.dermoscope.trainer.evaluation;

import java.util.List;
import org.dermoscope.checkpoint.Calibration;
import org.dermoscope.taxonomy.LesionClass;

/** Fits the temperature of a {@link Calibration}: the one with the least mean negative log-likelihood. Stateless. */
final class TemperatureScaling {
    /** Wide enough for any trained network; where every image is right, the best temperature would be 0. */
    static final double LOWEST = 0.05;

    static final double HIGHEST = 20;
    private static final int HALVINGS = 60;

    private TemperatureScaling() {}

    /** @param validation predictions at temperature 1, at least one */
    static Calibration fit(List<LabelledPrediction> validation) {
        double temperature = 1 / inverseTemperature(validation);
        List<LabelledPrediction> scaled = scaled(validation, temperature);
        return new Calibration(
                temperature,
                validation.size(),
                loss(validation),
                loss(scaled),
                Reliability.error(validation),
                Reliability.error(scaled));
    }

    static List<LabelledPrediction> scaled(List<LabelledPrediction> predictions, double temperature) {
        return predictions.stream().map(p -> p.atTemperature(temperature)).toList();
    }

    /** The inverse temperature at which the slope of the loss, which is convex in it, changes its sign. */
    private static double inverseTemperature(List<LabelledPrediction> validation) {
        double low = 1 / HIGHEST;
        double high = 1 / LOWEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(validation, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * Derivative of the mean loss by the inverse temperature: the mean of the expected output less the output of the
     * diagnosis, outputs being the logarithms of the probabilities.
     */
    private static double slope(List<LabelledPrediction> validation, double inverse) {
        double sum = 0;
        for (LabelledPrediction p : validation) {
            LabelledPrediction scaled = p.atTemperature(1 / inverse);
            sum -= output(p, p.label());
            for (LesionClass c : LesionClass.all()) {
                sum += scaled.prediction().probability(c) * output(p, c);
            }
        }
        return sum / validation.size();
    }

    private static double output(LabelledPrediction p, LesionClass c) {
        return Math.log(Math.max(p.prediction().probability(c), LabelledPrediction.SMALLEST_PROBABILITY));
    }

    static double loss(List<LabelledPrediction> predictions) {
        return predictions.stream()
                .mapToDouble(LabelledPrediction::loss)
                .average()
                .orElseThrow();
    }
}
