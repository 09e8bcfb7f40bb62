package org.dermoscope.inference.model;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use one model, which stays open until the lease is closed, whatever is swapped in meanwhile. */
public final class ModelLease implements AutoCloseable {
    private final CountedModel counted;
    private final AtomicBoolean returned = new AtomicBoolean();

    ModelLease(CountedModel counted) {
        this.counted = counted;
    }

    public ServedModel model() {
        if (returned.get()) {
            throw new IllegalStateException(
                    "The lease on model " + counted.model().id() + " was returned");
        }
        return counted.model();
    }

    /** Returns the lease; a second call does nothing. */
    @Override
    public void close() {
        if (returned.compareAndSet(false, true)) {
            counted.release();
        }
    }
}
