package org.dermoscope.trainer.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;

/**
 * What accuracy and balanced accuracy become when the probabilities are multiplied by the classes' shares of the
 * training images to a power and normalised: a power above 0 favours the frequent classes and accuracy, one below 0 the
 * rare ones and balanced accuracy (the logit adjustment of A. K. Menon et al., ICLR 2021, after training). A published
 * model is at 0.
 *
 * @param power -1..1
 * @param accuracy of the part, 0..1
 * @param balancedAccuracy of the part, 0..1
 */
public record PriorCorrection(double power, double accuracy, double balancedAccuracy) {
    private static final int STEPS = 20;

    /**
     * The trade-off for powers from -1 to 1 in steps of 0.1.
     *
     * @param shares {@code double[7]}, of the training images; a class with share 0 is left as it is
     */
    static List<PriorCorrection> curve(List<LabelledPrediction> predictions, double[] shares) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> at((step - STEPS / 2) * 2.0 / STEPS, predictions, shares))
                .toList();
    }

    private static PriorCorrection at(double power, List<LabelledPrediction> predictions, double[] shares) {
        ConfusionMatrix matrix = ConfusionMatrix.of(predictions.stream()
                .map(p -> new LabelledPrediction(
                        p.imageId(), p.lesionId(), p.label(), corrected(p.prediction(), power, shares)))
                .toList());
        return new PriorCorrection(
                power,
                matrix.accuracy().orElseThrow(),
                matrix.balancedAccuracy().orElseThrow());
    }

    private static Prediction corrected(Prediction prediction, double power, double[] shares) {
        double[] p = new double[LesionClass.COUNT];
        double sum = 0;
        for (LesionClass c : LesionClass.all()) {
            double share = shares[c.index()];
            p[c.index()] = prediction.probability(c) * (share > 0 ? Math.pow(share, power) : 1);
            sum += p[c.index()];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return new Prediction(p);
    }
}
