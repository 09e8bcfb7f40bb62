package org.dermoscope.trainer.data;

import org.dermoscope.architecture.Ranges;

/**
 * How batches are made.
 *
 * @param batchSize images a batch, at least 2: batch normalization cannot train on one
 * @param seed of the order and of the augmentation
 * @param threads that prepare batches in the background, 1..64; decides nothing but the speed
 */
public record BatchConfig(int batchSize, long seed, int threads) {
    public BatchConfig {
        Ranges.requireWithin("batch_size", batchSize, 2, 1024);
        Ranges.requireWithin("data threads", threads, 1, 64);
    }

    /**
     * Batches of an epoch over so many images. Each image comes once: the last batch is what remains, and a single
     * remaining image joins the batch before it, which then has one more than {@link #batchSize}.
     */
    public int batches(int images) {
        int rest = images % batchSize;
        return images / batchSize + (rest > 1 || images == 1 ? 1 : 0);
    }

    /** The longest batch that can occur. */
    int maxBatch() {
        return batchSize + 1;
    }
}
