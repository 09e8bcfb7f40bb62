package org.dermoscope.trainer.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Prepares batches ahead of the training step. One more batch than threads is in preparation or ready, and one more is
 * with the consumer; a buffer is filled anew when the consumer takes the batch after it. Each batch is a function of its
 * number alone, so the threads decide nothing but the speed.
 */
final class PrefetchedBatches implements BatchSource {
    private final int batches; // one past the last one
    private final Filler filler;
    private final ExecutorService workers;
    private final Deque<Prepared> ahead = new ArrayDeque<>();
    private @Nullable BatchBuffer lent;
    private int submitted;
    private boolean closed;

    /** Fills a buffer with a batch, on any thread. */
    @FunctionalInterface
    interface Filler {
        /** @param batch from 0 */
        TrainingBatch fill(int batch, BatchBuffer buffer);
    }

    /**
     * Which batches of an epoch.
     *
     * @param from the first one, from 0
     * @param to one past the last one
     */
    record Range(int from, int to) {}

    private record Prepared(Future<TrainingBatch> batch, BatchBuffer buffer) {}

    /** All batches of an epoch. */
    PrefetchedBatches(int batches, int threads, Supplier<BatchBuffer> buffers, Filler filler) {
        this(new Range(0, batches), threads, buffers, filler);
    }

    PrefetchedBatches(Range range, int threads, Supplier<BatchBuffer> buffers, Filler filler) {
        this.batches = range.to();
        submitted = range.from();
        this.filler = filler;
        this.workers = WorkerThreads.pool("batch-preparation", threads);
        for (int i = 0; i <= threads && submitted < batches; i++) {
            submit(buffers.get());
        }
        if (submitted < batches) {
            lent = buffers.get();
        }
    }

    @Override
    public int batches() {
        return batches;
    }

    @Override
    public @Nullable TrainingBatch next() throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("The batches of this epoch are closed");
        }
        BatchBuffer free = lent;
        if (free != null && submitted < batches) {
            submit(free);
        }
        Prepared next = ahead.poll();
        lent = next == null ? null : next.buffer();
        try {
            return next == null ? null : next.batch().get();
        } catch (ExecutionException e) {
            throw WorkerThreads.unchecked(e);
        }
    }

    private void submit(BatchBuffer buffer) {
        int batch = submitted++;
        ahead.add(new Prepared(workers.submit(() -> filler.fill(batch, buffer)), buffer));
    }

    /** Ends the threads; what the consumer still holds stays as it is. */
    @Override
    public void close() {
        closed = true;
        workers.shutdownNow();
    }
}
