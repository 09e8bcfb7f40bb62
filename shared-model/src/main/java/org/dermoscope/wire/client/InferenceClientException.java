package org.dermoscope.wire.client;

import org.dermoscope.wire.RequestId;

/** A call that gave no result. Its message is one sentence and holds neither content of an image nor a secret. */
public abstract sealed class InferenceClientException extends RuntimeException
        permits RefusedException, NoAnswerException {
    private static final long serialVersionUID = 1L;

    private final String requestId;

    InferenceClientException(String message, RequestId requestId) {
        super(message);
        this.requestId = requestId.value();
    }

    /** Under which the service's log has the request, if it arrived. */
    public RequestId requestId() {
        return new RequestId(requestId);
    }
}
