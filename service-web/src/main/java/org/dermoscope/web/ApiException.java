package org.dermoscope.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is refused: becomes its status with an {@link org.dermoscope.wire.ErrorAnswer}. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    /**
     * @param status 400..599
     * @param code see {@link org.dermoscope.wire.ErrorAnswer#code()}
     * @param message the answer's sentence: what, the value, what is allowed
     */
    public ApiException(int status, String code, String message) {
        this(status, code, message, null);
    }

    /** @param retryAfter sent as {@code Retry-After} in whole seconds, at least 1 */
    public ApiException(int status, String code, String message, @Nullable Duration retryAfter) {
        super(message);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Status " + status + " is no error; allowed: 400 to 599");
        }
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public static ApiException badRequest(String code, String message) {
        return new ApiException(400, code, message);
    }

    public static ApiException notFound(String code, String message) {
        return new ApiException(404, code, message);
    }

    public static ApiException conflict(String code, String message) {
        return new ApiException(409, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The message; never null here. */
    public String sentence() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
