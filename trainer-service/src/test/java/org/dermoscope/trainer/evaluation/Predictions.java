package org.dermoscope.trainer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.LesionAttributes;

/** Made-up predictions for tests. */
final class Predictions {
    private Predictions() {}

    /** The given confidence for the predicted class, the rest shared equally by the others. */
    static Prediction of(LesionClass predicted, double confidence) {
        double[] p = new double[LesionClass.COUNT];
        Arrays.fill(p, (1 - confidence) / (LesionClass.COUNT - 1));
        p[predicted.index()] = confidence;
        return new Prediction(p);
    }

    static LabelledPrediction of(String lesionId, LesionClass label, LesionClass predicted) {
        return new LabelledPrediction("image", lesionId, label, of(predicted, 0.7));
    }

    /** Predictions that give this matrix, rows = truth, each image of a lesion of its own. */
    static List<LabelledPrediction> withMatrix(int[][] counts) {
        List<LabelledPrediction> predictions = new ArrayList<>();
        for (LesionClass truth : LesionClass.all()) {
            for (LesionClass predicted : LesionClass.all()) {
                for (int i = 0; i < counts[truth.index()][predicted.index()]; i++) {
                    predictions.add(of("lesion-" + predictions.size(), truth, predicted));
                }
            }
        }
        return predictions;
    }

    /** About as many images, lesions and errors as a test part of HAM10000 has. */
    static List<LabelledPrediction> likeHam10000(long seed) {
        int[] support = {49, 77, 165, 17, 167, 1006, 21};
        double[] recall = {0.4, 0.6, 0.55, 0.3, 0.5, 0.9, 0.7};
        Random random = new Random(seed);
        List<LabelledPrediction> predictions = new ArrayList<>();
        for (LesionClass truth : LesionClass.all()) {
            for (int i = 0; i < support[truth.index()]; i++) {
                LesionClass predicted = random.nextDouble() < recall[truth.index()]
                        ? truth
                        : LesionClass.ofIndex(random.nextInt(LesionClass.COUNT));
                predictions.add(new LabelledPrediction(
                        truth.code() + "-image-" + i,
                        truth.code() + i * 3 / 4,
                        truth,
                        of(predicted, 0.4 + 0.6 * random.nextDouble())));
            }
        }
        return predictions;
    }

    /** Every other image of {@link #likeHam10000} is of a woman, the others of men; their ages differ. */
    static Map<String, LesionAttributes> attributes() {
        Map<String, LesionAttributes> attributes = new HashMap<>();
        for (LabelledPrediction p : likeHam10000(1)) {
            boolean even = attributes.size() % 2 == 0;
            attributes.put(
                    p.imageId(),
                    new LesionAttributes(even ? "female" : "male", even ? "30-44" : "60-74", "back", "histo"));
        }
        return attributes;
    }
}
