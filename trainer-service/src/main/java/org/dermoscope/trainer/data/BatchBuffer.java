package org.dermoscope.trainer.data;

/** Reused memory of one batch: {@code images * inputLength} floats and {@code images} labels. */
record BatchBuffer(float[] inputs, int[] labels) {
    BatchBuffer(int images, int inputLength) {
        this(new float[Math.multiplyExact(images, inputLength)], new int[images]);
    }
}
