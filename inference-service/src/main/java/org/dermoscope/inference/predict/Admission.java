package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.web.ApiException;

/** Lets so many requests work at a time and so many wait, first come first served; refuses the rest. Thread-safe. */
final class Admission {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final int maxQueued;
    private final AtomicInteger queued = new AtomicInteger();

    /**
     * @param concurrency at least 1
     * @param maxQueued at least 0
     */
    Admission(int concurrency, int maxQueued) {
        if (concurrency < 1 || maxQueued < 0) {
            throw new IllegalArgumentException("Concurrency " + concurrency + " and queue " + maxQueued
                    + " are not allowed: at least 1 and at least 0");
        }
        this.permits = new Semaphore(concurrency, true);
        this.maxQueued = maxQueued;
    }

    /**
     * Waits for a turn; whoever gets it calls {@link #leave} once.
     *
     * @throws ApiException 503 if too many wait already, 504 if the turn does not come in time
     */
    void enter(Deadline deadline) {
        if (permits.tryAcquire()) {
            return;
        }
        if (queued.incrementAndGet() > maxQueued) {
            queued.decrementAndGet();
            throw new ApiException(
                    503,
                    "overloaded",
                    "All workers are busy and " + maxQueued + " requests wait already; try again later",
                    RETRY_AFTER);
        }
        try {
            if (!permits.tryAcquire(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS)) {
                throw deadline.passed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "shutting_down", "The service is shutting down; try again later", RETRY_AFTER);
        } finally {
            queued.decrementAndGet();
        }
    }

    void leave() {
        permits.release();
    }

    /** Requests that wait now. */
    int queued() {
        return queued.get();
    }
}
