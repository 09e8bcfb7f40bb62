package org.dermoscope.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Native buffers that tensors are made over without a copy. A buffer outside the Java heap is free only when the
 * collector finds it, which may be long after; so they are used again, as many as there were calls at once, by whatever network
 * is loaded then. Thread-safe.
 */
final class DirectBuffers {
    static final DirectBuffers OF_PROCESS = new DirectBuffers();

    private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** A buffer with these values from its start to its limit, the caller's until {@link #giveBack}. */
    ByteBuffer take(float[] values) {
        int bytes = Math.multiplyExact(values.length, Float.BYTES);
        ByteBuffer buffer = idle.poll();
        if (buffer == null || buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit(bytes);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    /** Nothing may read it any more. */
    void giveBack(ByteBuffer buffer) {
        idle.add(buffer);
    }
}
