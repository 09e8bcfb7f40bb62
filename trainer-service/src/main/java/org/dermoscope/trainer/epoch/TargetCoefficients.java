package org.dermoscope.trainer.epoch;

import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.trainer.data.TrainingBatch;

/**
 * How much each class of each image counts in the loss of a batch of N: {@code -weight(label) / N} times the share that
 * the class has in the image's target, as Keras weights classes: the sum is divided by the number of images, not of
 * weights. A class' share is {@code (1 - e) [class = label] + e / 7} with label smoothing e (Szegedy et al., Rethinking
 * the Inception Architecture, 2016). The coefficients of a mixed image are those of its two labels by their shares, so that
 * its loss is {@code s loss(label) + (1 - s) loss(other)}. Immutable.
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
        float[] coefficients = new float[batch.size() * LesionClass.COUNT];
        for (int i = 0; i < batch.size(); i++) {
            int label = batch.labels()[i];
            int other = batch.otherLabels()[i];
            for (int c = 0; c < LesionClass.COUNT; c++) {
                double target = batch.share() * target(c, label) + (1 - batch.share()) * target(c, other);
                coefficients[i * LesionClass.COUNT + c] = (float) (-target / batch.size());
            }
        }
        return coefficients;
    }

    /** The class' weighted share in the target of an image with this label. */
    private double target(int candidate, int label) {
        double share = (candidate == label ? 1 - labelSmoothing : 0) + labelSmoothing / LesionClass.COUNT;
        return weights.of(label) * share;
    }
}
