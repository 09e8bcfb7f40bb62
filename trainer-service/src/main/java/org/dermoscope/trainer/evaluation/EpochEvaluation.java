package org.dermoscope.trainer.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermoscope.classify.Prediction;
import org.dermoscope.taxonomy.LesionClass;

/** Sums up the predictions of one pass over a part, batch by batch. Not thread-safe. */
public final class EpochEvaluation {
    private static final int K = LesionClass.COUNT;

    private final int[] cells = new int[K * K];
    private double lossSum;
    private int images;

    /**
     * @param logits outputs of the network before the softmax, at least {@code float[7 * size]}, image by image
     * @param labels class indices, at least {@code size} of them
     * @param size images in this batch
     * @throws IllegalArgumentException if an array is too short, a label is no class or an output is not finite
     */
    public void addLogits(float[] logits, int[] labels, int size) {
        if (logits.length < K * size || labels.length < size) {
            throw new IllegalArgumentException("A batch of " + size + " needs " + K * size + " outputs and " + size
                    + " labels, got " + logits.length + " and " + labels.length);
        }
        for (int i = 0; i < size; i++) {
            addLogits(logits, i * K, LesionClass.ofIndex(labels[i]));
        }
    }

    public void add(Prediction prediction, LesionClass label) {
        add(label, prediction.top(), new LabelledPrediction("", "", label, prediction).loss());
    }

    /** @throws IllegalStateException if no image was added */
    public EpochFigures figures() {
        if (images == 0) {
            throw new IllegalStateException("No predictions were added; figures need at least one");
        }
        ConfusionMatrix matrix = confusionMatrix();
        Map<String, Double> recall = new LinkedHashMap<>();
        matrix.present().forEach(c -> recall.put(c.code(), matrix.recall(c).orElseThrow()));
        return new EpochFigures(
                images,
                lossSum / images,
                matrix.accuracy().orElseThrow(),
                matrix.balancedAccuracy().orElseThrow(),
                Collections.unmodifiableMap(recall));
    }

    public ConfusionMatrix confusionMatrix() {
        return ConfusionMatrix.ofCells(cells.clone());
    }

    private void addLogits(float[] logits, int from, LesionClass label) {
        int top = 0;
        for (int i = 0; i < K; i++) {
            if (!Float.isFinite(logits[from + i])) {
                throw new IllegalArgumentException("The network's output " + i + " for validation image " + images
                        + " is " + logits[from + i] + "; the training has diverged");
            }
            top = logits[from + i] > logits[from + top] ? i : top;
        }
        double sum = 0;
        for (int i = 0; i < K; i++) {
            sum += Math.exp((double) logits[from + i] - logits[from + top]);
        }
        double loss = Math.log(sum) + logits[from + top] - logits[from + label.index()];
        add(label, LesionClass.ofIndex(top), loss);
    }

    private void add(LesionClass label, LesionClass predicted, double loss) {
        cells[ConfusionMatrix.cell(label, predicted)]++;
        lossSum += loss;
        images++;
    }
}
