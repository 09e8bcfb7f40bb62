package org.dermoscope.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicLong;
import org.dermoscope.checkpoint.Json;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses requests before a resource is reached, with the answer that a resource would give. Thread-safe. */
@ApplicationScoped
public class EarlyAnswers {
    /**
     * Of the routes that check a request's body: after the check of who asks, before Quarkus' own check of the body's
     * length, which is at -2.
     */
    public static final int ORDER = -50;

    /** How many times the limit is read and dropped, so that the client gets to read the answer. */
    private static final int DISCARDED = 16;

    private final long maxBytes;

    @Inject
    EarlyAnswers(@ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit) {
        this.maxBytes = limit.asLongValue();
    }

    /** The largest body that is read. */
    long maxBytes() {
        return maxBytes;
    }

    /** Answers and drops what comes of the body; on the event loop. */
    public void refuse(RoutingContext context, ApiException refusal) {
        discardBody(context.request());
        Response answer = ErrorResponses.of(refusal);
        context.response().setStatusCode(answer.getStatus()).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        String retryAfter = answer.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (retryAfter != null) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        context.response().end(json(answer.getEntity()));
    }

    /** Closing at once would reset the connection under a client that is still sending, and lose the answer. */
    private void discardBody(HttpServerRequest request) {
        AtomicLong received = new AtomicLong();
        request.handler(bytes -> {
            if (received.addAndGet(bytes.length()) > DISCARDED * maxBytes) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private static String json(Object answer) {
        try {
            return Json.strict().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error answer is two strings", e);
        }
    }
}
