package org.dermoscope.camera.frame;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The newest frame and nothing else: what nobody has looked at by then is forgotten. Thread-safe. */
public final class LatestFrame {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Frame frame;
    private boolean ended;
    private long worked;

    void publish(Frame next) {
        lock.lock();
        try {
            frame = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No further frame will come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public @Nullable Frame current() {
        lock.lock();
        try {
            return frame;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no frame newer than {@link #current()} will come. */
    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a frame after the one with this number.
     *
     * @return the newest; null if there is none in time or none to come
     */
    public @Nullable Frame awaitAfter(long number, long patienceMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        lock.lockInterruptibly();
        try {
            while (frame == null || frame.number() <= number) {
                if (ended || left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the work on this frame is done, for a source that waits for it. */
    public void worked(long number) {
        lock.lock();
        try {
            worked = Math.max(worked, number);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@link #worked} was called for this frame or a later one. */
    void awaitWorked(long number) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (worked < number) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
