package org.dermoscope.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.wire.ErrorAnswer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answers what fails before a resource is reached, where Quarkus would send an empty body: a body that announces more
 * bytes than allowed, or turns out to have them. What is no HTTP, or an address that cannot be decoded, the server itself
 * answers with an empty 400, 414 or 431.
 */
@ApplicationScoped
public class EarlyErrors {
    /** Before Quarkus' own check of the length, which is at -2. */
    private static final int ORDER = -1000;

    /** How many times the limit is read and dropped, so that the client gets to read the answer. */
    private static final int DISCARDED = 16;

    private final long maxBytes;

    @Inject
    EarlyErrors(@ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit) {
        this.maxBytes = limit.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > maxBytes) {
            discardBody(context.request());
            answer(
                    context,
                    413,
                    new RoutingError(
                            "body_too_large", "The body has " + length + " bytes; allowed: at most " + maxBytes));
        } else if (context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            readUnannounced(context);
        } else {
            context.next();
        }
    }

    /** A body of unannounced length is read here: further on, one that is too long would end in an empty answer. */
    private void readUnannounced(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(bytes -> {
            if (body.length() + bytes.length() <= maxBytes) {
                body.appendBuffer(bytes);
            } else if (!context.response().ended()) {
                discardBody(request);
                answer(
                        context,
                        413,
                        new RoutingError(
                                "body_too_large", "The body is too large; allowed: at most " + maxBytes + " bytes"));
            }
        });
        request.endHandler(end -> {
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
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

    private static void answer(RoutingContext context, int status, RoutingError error) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json(new ErrorAnswer(error.sentence(), error.code())));
    }

    private static String json(ErrorAnswer answer) {
        try {
            return Json.strict().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error answer is two strings", e);
        }
    }
}
