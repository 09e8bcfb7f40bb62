package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.dermoscope.taxonomy.LesionClass;

/**
 * Mean over the batch of {@code weight(label) * -log softmax(logits)[label]}, as Keras weights classes: the sum is
 * divided by the number of images, not of weights. Immutable.
 */
final class WeightedCrossEntropy {
    private final ClassWeights weights;

    WeightedCrossEntropy(ClassWeights weights) {
        this.weights = weights;
    }

    /**
     * A scalar, attached to the logits' manager.
     *
     * @param logits {@code (N, 7)}
     * @param labels class indices, at least N of them
     */
    NDArray loss(NDArray logits, int[] labels) {
        int images = Math.toIntExact(logits.getShape().get(0));
        float[] targets = new float[images * LesionClass.COUNT];
        for (int i = 0; i < images; i++) {
            targets[i * LesionClass.COUNT + labels[i]] = (float) (-weights.of(labels[i]) / images);
        }
        NDArray scale = logits.getManager().create(targets, new Shape(images, LesionClass.COUNT));
        return logits.logSoftmax(1).mul(scale).sum();
    }
}
