package org.dermoscope.architecture;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Switches the recording of gradients off for the current thread until closed. The native setting is per thread and on
 * in a new one, where every forward pass would keep its intermediate results. Close on the thread that opened it.
 */
public final class NoGradient implements AutoCloseable {
    private final boolean before;

    public NoGradient() {
        before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
