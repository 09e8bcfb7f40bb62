package org.dermoscope.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Answers what fails before a resource is reached, where Quarkus would send an empty body: a body that announces more
 * bytes than allowed, or turns out to have them. What is no HTTP, or an address that cannot be decoded, the server itself
 * answers with an empty 400, 414 or 431.
 */
@ApplicationScoped
public class EarlyErrors {
    private final EarlyAnswers answers;

    @Inject
    EarlyErrors(EarlyAnswers answers) {
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(EarlyAnswers.ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > answers.maxBytes()) {
            answers.refuse(
                    context, tooLarge("The body has " + length + " bytes; allowed: at most " + answers.maxBytes()));
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
            if (body.length() + bytes.length() <= answers.maxBytes()) {
                body.appendBuffer(bytes);
            } else if (!context.response().ended()) {
                answers.refuse(
                        context, tooLarge("The body is too large; allowed: at most " + answers.maxBytes() + " bytes"));
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

    private static ApiException tooLarge(String sentence) {
        return new ApiException(413, "body_too_large", sentence);
    }
}
