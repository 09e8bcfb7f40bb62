package org.dermoscope.inference.model;

import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** A model with the number of its users, {@link ActiveModel} being one; the last to release it closes it. */
final class CountedModel {
    private static final Logger LOG = Logger.getLogger(CountedModel.class);

    private final ServedModel model;
    private final AtomicInteger users = new AtomicInteger(1);

    CountedModel(ServedModel model) {
        this.model = model;
    }

    ServedModel model() {
        return model;
    }

    /** False if the model is closed already: look for the current one again. */
    boolean retain() {
        int before = users.getAndUpdate(n -> n == 0 ? 0 : n + 1);
        return before > 0;
    }

    void release() {
        int left = users.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("Model " + model.id() + " was released more often than leased");
        }
        if (left == 0) {
            model.close();
            LOG.debugf("Closed model %s after its last request", model.id());
        }
    }
}
