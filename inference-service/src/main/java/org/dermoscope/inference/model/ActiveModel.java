package org.dermoscope.inference.model;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one model that new requests get. Thread-safe. A model that is replaced is closed, exactly once, when the last
 * lease on it is returned; requests that run keep theirs.
 */
public final class ActiveModel implements AutoCloseable {
    private final AtomicReference<@Nullable CountedModel> current = new AtomicReference<>();

    /** Empty when there is no model. The caller closes the lease. */
    public Optional<ModelLease> lease() {
        while (true) {
            CountedModel counted = current.get();
            if (counted == null) {
                return Optional.empty();
            }
            if (counted.retain()) {
                return Optional.of(new ModelLease(counted));
            }
        }
    }

    /** Makes a model the current one and takes over its ownership. */
    public void swap(ServedModel next) {
        replace(new CountedModel(next));
    }

    /** What is current, to be described: classifying takes a {@link #lease()}. */
    public Optional<ServedModel> current() {
        return Optional.ofNullable(current.get()).map(CountedModel::model);
    }

    /** From here on there is no model; the last one is closed when its last lease is returned. */
    @Override
    public void close() {
        replace(null);
    }

    private void replace(@Nullable CountedModel next) {
        CountedModel before = current.getAndSet(next);
        if (before != null) {
            before.release();
        }
    }
}
