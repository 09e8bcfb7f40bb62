package org.dermoscope.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.dermoscope.wire.ErrorAnswer;
import org.jspecify.annotations.Nullable;

/** The one place that turns a refusal into a response. */
public final class ErrorResponses {
    private ErrorResponses() {}

    public static Response of(int status, String code, String error) {
        return of(status, code, error, null);
    }

    /** @param retryAfter sent in whole seconds, rounded up, at least 1 */
    public static Response of(int status, String code, String error, @Nullable Duration retryAfter) {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(new ErrorAnswer(error, code));
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, (retryAfter.toMillis() + 999) / 1000));
        }
        return response.build();
    }

    public static Response of(ApiException refusal) {
        return of(refusal.status(), refusal.code(), refusal.sentence(), refusal.retryAfter());
    }
}
