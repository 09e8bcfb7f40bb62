package org.dermoscope.wire.client;

import java.time.Duration;
import java.util.Optional;
import org.dermoscope.wire.ErrorAnswer;
import org.dermoscope.wire.RequestId;
import org.jspecify.annotations.Nullable;

/** The service answered, and not with a success. */
public final class RefusedException extends InferenceClientException {
    /** The code of an answer that is not the service's own, for example that of a proxy. */
    public static final String FOREIGN = "foreign_answer";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String sentence;
    private final @Nullable Duration retryAfter;

    RefusedException(int status, ErrorAnswer answer, @Nullable Duration retryAfter, RequestId requestId) {
        super(status + " " + answer.code() + ": " + answer.error(), requestId);
        this.status = status;
        this.code = answer.code();
        this.sentence = answer.error();
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** See {@link ErrorAnswer#code()}; {@link #FOREIGN} if the answer has none. */
    public String code() {
        return code;
    }

    /** See {@link ErrorAnswer#error()}. */
    public String sentence() {
        return sentence;
    }

    /** How long to wait before another try, where the service says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may succeed later: the service was overloaded, out of time, or has no model yet. */
    public boolean mayBeRetried() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
