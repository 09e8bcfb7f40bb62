package org.dermoscope.camera.frame;

import java.util.concurrent.locks.LockSupport;

/** Lets a file be read at its rate. What was missed by more than half a second is not caught up with. One thread. */
final class Pace {
    private static final long LATEST = 500_000_000L;

    private final long period;
    private long due;

    /** @param framesPerSecond above 0 */
    Pace(double framesPerSecond) {
        this.period = Math.round(1e9 / framesPerSecond);
        this.due = System.nanoTime();
    }

    /** Returns when the next frame is due, or at once when the thread is interrupted. */
    void await() {
        long now = System.nanoTime();
        if (now - due > LATEST) {
            due = now;
        }
        while (due - now > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        due += period;
    }
}
