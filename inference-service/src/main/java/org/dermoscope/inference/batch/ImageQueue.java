package org.dermoscope.inference.batch;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/** Where the turns of requests and the threads of passes meet. Thread-safe; one lock guards it and its turns. */
final class ImageQueue {
    private final BatchPolicy policy;
    private final Processors processors;
    private final IntSupplier arriving;
    private final RoundRobin turns = new RoundRobin();
    private final Lock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition company = lock.newCondition();
    private boolean collecting;
    private int running;
    private boolean closed;

    /**
     * @param processors of which each pass takes one
     * @param arriving images that are on their way into the queue
     */
    ImageQueue(BatchPolicy policy, Processors processors, IntSupplier arriving) {
        this.policy = policy;
        this.processors = processors;
        this.arriving = arriving;
    }

    Lock lock() {
        return lock;
    }

    /**
     * Under the lock.
     *
     * @throws ApiException 503 if the queue is closed
     */
    void add(Turn turn, QueuedImage image) {
        if (closed) {
            throw ShuttingDown.refusal();
        }
        turns.offer(turn, image);
        (collecting ? company : work).signal();
    }

    /** Under the lock. */
    void remove(Turn turn) {
        turns.remove(turn);
    }

    /**
     * Waits for images, company and a processor, and takes the images of the next pass; whoever gets them calls {@link
     * #answered} or {@link #failed} once. Null when the queue is closed and empty.
     */
    @Nullable
    Batch take() {
        while (collect()) {
            processors.enter();
            lock.lock();
            try {
                collecting = false;
                turns.removeExpired(System.nanoTime()).forEach(Turn::expire);
                if (!turns.isEmpty()) {
                    return next();
                }
                processors.leave();
            } finally {
                lock.unlock();
            }
        }
        return null;
    }

    /** One thread at a time collects, from the first image until it has a processor; false when there is no more to do. */
    private boolean collect() {
        lock.lock();
        try {
            while (collecting || (turns.isEmpty() && !closed)) {
                work.awaitUninterruptibly();
            }
            if (turns.isEmpty()) {
                work.signal();
                return false;
            }
            collecting = true;
            awaitCompany();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Batch next() {
        Batch batch = turns.take(policy.shapes(), running == 0 && arriving.getAsInt() == 0);
        running++;
        if (closed || !turns.isEmpty()) {
            work.signal();
        }
        return batch;
    }

    private void awaitCompany() {
        try {
            long left = policy.maxDelay().toNanos() - (System.nanoTime() - turns.firstSince());
            while (left > 0 && isWorthWaiting()) {
                left = company.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWorthWaiting() {
        return !closed && !turns.isEmpty() && policy.isWorthWaiting(turns.companions(), arriving.getAsInt(), running);
    }

    /** @param predictions one an image, in order */
    void answered(Batch batch, List<NetworkAnswer> predictions) {
        lock.lock();
        try {
            passEnded();
            for (int i = 0; i < batch.size(); i++) {
                QueuedImage image = batch.images().get(i);
                image.turn().answer(image.index(), predictions.get(i));
            }
        } finally {
            lock.unlock();
        }
    }

    void failed(Batch batch, Throwable cause) {
        lock.lock();
        try {
            passEnded();
            for (QueuedImage image : batch.images()) {
                turns.remove(image.turn());
                image.turn().failPass(cause);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A processor is free: who collects may not want to wait any more. */
    private void passEnded() {
        running--;
        processors.leave();
        company.signal();
    }

    /** Takes no more images; those that wait are still run. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            company.signal();
        } finally {
            lock.unlock();
        }
    }
}
