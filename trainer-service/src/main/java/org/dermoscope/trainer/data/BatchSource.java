package org.dermoscope.trainer.data;

import org.jspecify.annotations.Nullable;

/** The batches of one epoch, in order. Not thread-safe; closing stops background work. */
public interface BatchSource extends AutoCloseable {
    /** Number of batches in the epoch. */
    int batches();

    /** The next batch, or null at the epoch's end. Waits while it is being prepared. */
    @Nullable
    TrainingBatch next() throws InterruptedException;

    @Override
    void close();
}
