package org.dermoscope.trainer.data;

/**
 * Network inputs with their labels, ready to upload. Arrays may be longer than used and are reused after the next
 * batch is taken.
 *
 * @param inputs {@code size * height * width * 3} floats, normalised, N H W C
 * @param labels class indices, {@code size} of them; where images are mixed, of the one with the larger share
 * @param size images in this batch, at least 1
 * @param otherLabels class indices of what is mixed into each image, {@code size} of them
 * @param share of {@code labels} in each image, 0.5..1; 1 where nothing is mixed
 */
public record TrainingBatch(float[] inputs, int[] labels, int size, int[] otherLabels, double share) {
    /** Of images as they are. */
    public TrainingBatch(float[] inputs, int[] labels, int size) {
        this(inputs, labels, size, labels, 1);
    }
}
