package org.dermoscope.wire.client;

import java.time.Duration;
import java.util.Optional;
import org.dermoscope.wire.RequestId;

/**
 * How one prediction is asked for.
 *
 * @param topK classes that the answer lists, 1..7
 * @param evidence whether the answer says what each part of the image contributes to the most probable class
 * @param timeout until the whole answer is there, which the service is told; the client's if not set
 * @param requestId by which the service's log knows the request; a fresh one if not set
 */
public record PredictOptions(int topK, boolean evidence, Optional<Duration> timeout, Optional<RequestId> requestId) {
    /** Three classes, no evidence, the client's timeout, a fresh request id. */
    public static final PredictOptions DEFAULT = new PredictOptions(3, false, Optional.empty(), Optional.empty());

    private static final int MAX_TOP_K = 7;

    public PredictOptions {
        if (topK < 1 || topK > MAX_TOP_K) {
            throw new IllegalArgumentException("top_k is " + topK + "; allowed: 1 to " + MAX_TOP_K);
        }
        timeout.ifPresent(value -> ClientConfig.requirePositive("timeout", value));
    }

    public PredictOptions withTopK(int value) {
        return new PredictOptions(value, evidence, timeout, requestId);
    }

    public PredictOptions withEvidence(boolean value) {
        return new PredictOptions(topK, value, timeout, requestId);
    }

    public PredictOptions withTimeout(Duration value) {
        return new PredictOptions(topK, evidence, Optional.of(value), requestId);
    }

    public PredictOptions withRequestId(RequestId value) {
        return new PredictOptions(topK, evidence, timeout, Optional.of(value));
    }
}
