package org.dermoscope.inference.batch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.dermoscope.classify.ExplainingClassifier;
import org.dermoscope.classify.NetworkAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the images of all requests through their classifiers in shared passes, on as many threads of its own as passes may
 * run at a time. Thread-safe. A pass that fails fails the requests with an image in it and no other.
 */
public final class Batcher implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final ImageQueue queue;
    private final BatchMetrics metrics;
    private final List<Thread> threads;

    /**
     * @param processors of which each pass takes one
     * @param arriving images that are on their way here, asked for before a pass waits for them
     */
    public Batcher(BatchPolicy policy, Processors processors, IntSupplier arriving, BatchMetrics metrics) {
        this.queue = new ImageQueue(policy, processors, arriving);
        this.metrics = metrics;
        this.threads = IntStream.rangeClosed(1, policy.concurrency())
                .mapToObj(number -> thread("pass-" + number))
                .toList();
    }

    private Thread thread(String name) {
        Thread thread = new Thread(this::work, name);
        thread.setDaemon(true);
        return thread;
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * The caller closes the turn, and keeps the classifier open until then.
     *
     * @param explained whether the answers are to come with their evidence
     */
    public Turn open(ExplainingClassifier classifier, Deadline deadline, boolean explained) {
        return new Turn(queue, classifier, deadline, explained);
    }

    private void work() {
        for (@Nullable Batch batch = queue.take(); batch != null; batch = queue.take()) {
            run(batch);
        }
    }

    private void run(Batch batch) {
        List<NetworkAnswer> predictions;
        try {
            predictions = metrics.pass(batch);
            if (predictions.size() != batch.size()) {
                throw new IllegalStateException(
                        predictions.size() + " predictions came of a pass of " + batch.size() + " images");
            }
        } catch (Throwable e) {
            // An error of the engine too: this thread lives on, and nobody must wait for ever.
            queue.failed(batch, e);
            return;
        }
        queue.answered(batch, predictions);
    }

    /** Refuses new images, runs those that wait, and ends. */
    @Override
    public void close() {
        queue.close();
        long end = System.nanoTime() + STOP_PATIENCE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                if (thread.isAlive()) {
                    throw new IllegalStateException(
                            "Thread " + thread.getName() + " did not end within " + STOP_PATIENCE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
