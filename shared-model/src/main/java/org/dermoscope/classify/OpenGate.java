package org.dermoscope.classify;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets calls in until it is closed; closing waits for those that are in. Thread-safe. */
final class OpenGate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean open = true;

    /** @throws IllegalStateException if the gate is closed */
    <T> T pass(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (!open) {
                throw new IllegalStateException("The classifier is closed");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs an action when no call is in any more; closing again does nothing. */
    void close(Runnable action) {
        lock.writeLock().lock();
        try {
            if (open) {
                open = false;
                action.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
