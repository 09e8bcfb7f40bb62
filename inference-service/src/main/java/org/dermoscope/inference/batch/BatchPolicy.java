package org.dermoscope.inference.batch;

import java.time.Duration;
import org.dermoscope.inference.model.BatchShapes;

/**
 * When a pass that could start waits for more images. Waiting gains something only while other images are on their way,
 * and costs nothing only while the processors have enough to do without this pass. So an image of a client that is alone,
 * or beside an idle processor, never waits; under load batches grow by themselves.
 *
 * @param concurrency passes at the same time, and processors that there is work for, at least 1
 * @param shapes batch sizes that the network is warm for
 * @param maxDelay the longest that an image waits for company, not negative
 */
public record BatchPolicy(int concurrency, BatchShapes shapes, Duration maxDelay) {
    public BatchPolicy {
        if (concurrency < 1 || maxDelay.isNegative()) {
            throw new IllegalArgumentException("Concurrency " + concurrency + " and delay " + maxDelay
                    + " are not allowed: at least 1 and not negative");
        }
    }

    /**
     * Whether to wait; asked again when something has changed.
     *
     * @param images that could go into the pass now
     * @param arriving images that are being decoded or are next to be
     * @param running passes that run
     */
    boolean isWorthWaiting(int images, int arriving, int running) {
        return images < shapes.largest() && arriving > 0 && arriving + running >= concurrency;
    }
}
