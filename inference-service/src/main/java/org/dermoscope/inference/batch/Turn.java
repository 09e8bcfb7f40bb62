package org.dermoscope.inference.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.dermoscope.imaging.RgbImage;
import org.dermoscope.web.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The images of one request in the queue, all for one classifier. Belongs to the thread of that request, which keeps the
 * classifier open until {@link #close()} has returned: from then on none of the images is in a pass.
 */
public final class Turn implements AutoCloseable {
    private final ImageQueue queue;
    private final ExplainingClassifier classifier;
    private final Deadline deadline;
    private final boolean explained;
    private final RequestTrace trace = RequestTrace.current();
    private final Lock lock;
    private final Condition over;
    private final Deque<QueuedImage> waiting = new ArrayDeque<>();
    private final SortedMap<Integer, NetworkAnswer> answers = new TreeMap<>();
    private int offered;
    private int inPasses;
    private @Nullable RuntimeException failure;

    Turn(ImageQueue queue, ExplainingClassifier classifier, Deadline deadline, boolean explained) {
        this.queue = queue;
        this.classifier = classifier;
        this.deadline = deadline;
        this.explained = explained;
        this.lock = queue.lock();
        this.over = lock.newCondition();
    }

    /**
     * Puts an image into the queue and returns at once.
     *
     * @param image of the classifier's input size
     * @throws ApiException 503 if the service is shutting down, 504 if the deadline has passed for an image before
     * @throws IllegalStateException if the pass of an image before failed
     */
    public void offer(RgbImage image) {
        lock.lock();
        try {
            throwFailure();
            queue.add(this, new QueuedImage(this, offered++, image, System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the predictions of all that was offered, in that order.
     *
     * @throws ApiException 504 if a pass of one of them did not start before the deadline, 503 if the thread is
     *     interrupted
     * @throws IllegalStateException if a pass failed
     */
    public List<NetworkAnswer> await() {
        lock.lock();
        try {
            while (!isOver()) {
                awaitChange();
            }
            throwFailure();
            return List.copyOf(answers.values());
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what waits and waits for the passes that run. */
    @Override
    public void close() {
        lock.lock();
        try {
            queue.remove(this);
            waiting.clear();
            while (!isOver()) {
                over.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange() {
        if (waiting.isEmpty()) {
            over.awaitUninterruptibly();
            return;
        }
        try {
            if (over.awaitNanos(deadline.nanosLeft()) <= 0 && !waiting.isEmpty()) {
                queue.remove(this);
                fail(deadline.passed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.remove(this);
            fail(ShuttingDown.refusal());
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private boolean isOver() {
        return waiting.isEmpty() && inPasses == 0;
    }

    private void signalIfOver() {
        if (isOver()) {
            over.signal();
        }
    }

    // From here on: for the queue, under its lock.

    ExplainingClassifier classifier() {
        return classifier;
    }

    boolean explained() {
        return explained;
    }

    RequestTrace trace() {
        return trace;
    }

    int waiting() {
        return waiting.size();
    }

    long firstSince() {
        return waiting.getFirst().since();
    }

    boolean isExpired(long now) {
        return deadline.nanosLeft(now) <= 0;
    }

    /** Whether it is the only one that waits. */
    boolean enqueue(QueuedImage image) {
        waiting.addLast(image);
        return waiting.size() == 1;
    }

    QueuedImage dequeue() {
        inPasses++;
        return waiting.removeFirst();
    }

    void answer(int index, NetworkAnswer prediction) {
        inPasses--;
        answers.put(index, prediction);
        signalIfOver();
    }

    /** The pass of one of its images failed. */
    void failPass(Throwable cause) {
        inPasses--;
        fail(new IllegalStateException("A pass of the network failed", cause));
    }

    void expire() {
        fail(deadline.passed());
    }

    /** What waits is dropped; the first reason counts. */
    private void fail(RuntimeException reason) {
        waiting.clear();
        if (failure == null) {
            failure = reason;
        }
        signalIfOver();
    }
}
