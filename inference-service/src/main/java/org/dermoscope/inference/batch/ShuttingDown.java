package org.dermoscope.inference.batch;

import java.time.Duration;
import org.dermoscope.web.ApiException;

/** What a request is told that is still waiting when the service ends. */
public final class ShuttingDown {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private ShuttingDown() {}

    /** The refusal, status 503; it is returned and not thrown. */
    public static ApiException refusal() {
        return new ApiException(503, "shutting_down", "The service is shutting down; try again later", RETRY_AFTER);
    }
}
