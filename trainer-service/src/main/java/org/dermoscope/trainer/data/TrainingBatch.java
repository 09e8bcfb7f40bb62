package org.dermoscope.trainer.data;

/**
 * Network inputs with their labels, ready to upload. Arrays may be longer than used and are reused after the next
 * batch is taken.
 *
 * @param inputs {@code size * height * width * 3} floats, normalised, N H W C
 * @param labels class indices, {@code size} of them
 * @param size images in this batch, at least 1
 */
public record TrainingBatch(float[] inputs, int[] labels, int size) {}
