package org.dermoscope.trainer.training;

import java.util.function.BiConsumer;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunListener;

/** Carries out learning rate range tests, one at a time, and never while a training runs. */
@FunctionalInterface
public interface LrRangeRuns {
    /** The result as JSON, see {@link LrRangeReport}; always there. */
    String JSON = "lr-range.json";

    /** The chart; missing where the Java runtime cannot draw. */
    String CHART = "lr-range.png";

    /**
     * Tests a network that is initialised from the seed and thrown away. A test that was cancelled keeps nothing.
     *
     * @param documents keeps content by name; called again after a {@link org.dermoscope.store.StoreException}
     * @throws RunCancelledException when the listener says so
     * @throws InterruptedException if the thread is interrupted
     */
    LrRangeResult run(LrRangeOrder order, RunListener listener, BiConsumer<String, byte[]> documents)
            throws InterruptedException;
}
