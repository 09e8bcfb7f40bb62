package org.dermoscope.trainer.epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dermoscope.architecture.InputSize;
import org.dermoscope.trainer.data.TrainingBatch;

/**
 * Hands batches to the native side through one buffer that is used again: a new one a batch would be freed only by the
 * next garbage collection. Not thread-safe.
 */
final class BatchUpload {
    private final InputSize input;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    BatchUpload(InputSize input) {
        this.input = input;
    }

    /**
     * {@code (N, 3, H, W)} with the strides of N H W C, by which libtorch takes its channels-last kernels. Shares memory
     * with this object: valid until the next call.
     */
    NDArray upload(TrainingBatch batch, NDManager scope) {
        int values = batch.size() * input.height() * input.width() * 3;
        int bytes = values * Float.BYTES;
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit(bytes);
        buffer.asFloatBuffer().put(batch.inputs(), 0, values);
        Shape shape = new Shape(batch.size(), input.height(), input.width(), 3);
        return scope.create(buffer, shape, DataType.FLOAT32).transpose(0, 3, 1, 2);
    }
}
