package org.dermoscope.wire.client;

import org.dermoscope.wire.RequestId;

/** There is no answer, or none that can be read. The request may have been worked on. */
public final class NoAnswerException extends InferenceClientException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NoAnswerException(Reason reason, String message, RequestId requestId) {
        super(message, requestId);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        /** No connection: nothing listens there, or the name is not known. */
        CANNOT_CONNECT,
        /** Nothing within the timeout. */
        TIMED_OUT,
        /** The connection ended before the answer did. */
        CONNECTION_LOST,
        /** The calling thread was interrupted; its flag is set again. */
        INTERRUPTED,
        /** A success that is not in the form of the contract. */
        NOT_UNDERSTOOD
    }
}
