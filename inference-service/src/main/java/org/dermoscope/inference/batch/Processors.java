package org.dermoscope.inference.batch;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places for what keeps a processor busy, decoding an image and a pass of the network alike: of more at a time each would
 * take longer and none be done sooner. First come, first served. Thread-safe.
 */
public final class Processors {
    private final int count;
    private final Semaphore places;

    /** @param count at least 1 */
    public Processors(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " processors are not allowed: at least 1");
        }
        this.count = count;
        this.places = new Semaphore(count, true);
    }

    public int count() {
        return count;
    }

    /** Takes a place within that time, or says that there was none; whoever got it calls {@link #leave()} once. */
    public boolean enter(long nanos) throws InterruptedException {
        return nanos > 0 && places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void enter() {
        places.acquireUninterruptibly();
    }

    public void leave() {
        places.release();
    }
}
