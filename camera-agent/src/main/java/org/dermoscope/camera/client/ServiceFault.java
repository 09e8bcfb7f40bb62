package org.dermoscope.camera.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A frame has no answer. The message is one sentence for people. */
public final class ServiceFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final ServiceState state;
    private final @Nullable Duration retryAfter;

    public ServiceFault(ServiceState state, String sentence) {
        this(state, sentence, null);
    }

    /** @param retryAfter how long what answers wants to be left alone; null if it does not say */
    public ServiceFault(ServiceState state, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.state = state;
        this.retryAfter = retryAfter;
    }

    public ServiceState state() {
        return state;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
