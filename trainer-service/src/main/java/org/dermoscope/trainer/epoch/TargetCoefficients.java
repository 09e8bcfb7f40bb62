package org.dermoscope.trainer.epoch;

import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.TrainingBatch;

/**
 * How much each class of each image counts in the loss of a batch of N: {@code -weight(label) / N} times the share that
 * the class has in the image's target, as Keras weights classes: the sum is divided by the number of images, not of
 * weights. A class' share is {@code (1 - e) [class = label] + e / 7} with label smoothing e (Szegedy et al., Rethinking
 * the Inception Architecture, 2016). Immutable.
 */
final class TargetCoefficients {
    private final ClassWeights weights;
    private final double labelSmoothing;

    /** @param labelSmoothing 0..0.5 */
    TargetCoefficients(ClassWeights weights, double labelSmoothing) {
        this.weights = weights;
        this.labelSmoothing = labelSmoothing;
    }

    /** {@code float[N * 7]}, rows one after the other, each 0 or below. */
    float[] of(TrainingBatch batch) {
        int images = batch.size();
        float[] coefficients = new float[images * LesionClass.COUNT];
        for (int i = 0; i < images; i++) {
            int label = batch.labels()[i];
            for (int c = 0; c < LesionClass.COUNT; c++) {
                coefficients[i * LesionClass.COUNT + c] = (float) (-weights.of(label) * share(c, label) / images);
            }
        }
        return coefficients;
    }

    private double share(int candidate, int label) {
        return (candidate == label ? 1 - labelSmoothing : 0) + labelSmoothing / LesionClass.COUNT;
    }
}
