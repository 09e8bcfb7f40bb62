package org.dermoscope.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answers what fails before a resource is reached, where Quarkus would send an empty body: a body that announces more
 * bytes than allowed, or turns out to have them. What is no HTTP, or an address that cannot be decoded, the server itself
 * answers with an empty 400, 414 or 431.
 */
@ApplicationScoped
public class EarlyErrors {
    /** Bytes; more than an image in base64 has, 10 MiB of them, or a body below {@code /v2}. */
    static final long LARGEST_UNANNOUNCED = 16L << 20;

    private static final Pattern EMPTY_BOUNDARY = Pattern.compile("boundary=\"?\\s*(\"|;|$)");

    /** Bytes of all bodies of unannounced length at a time. */
    private static final long ALL_UNANNOUNCED = 64L << 20;

    private final EarlyAnswers answers;
    private final Duration patience;
    private final BodyMemory memory = new BodyMemory(ALL_UNANNOUNCED);

    @Inject
    EarlyErrors(
            EarlyAnswers answers,
            @ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s") Duration patience) {
        this.answers = answers;
        this.patience = patience;
    }

    void register(@Observes Router router) {
        router.route().order(EarlyAnswers.ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > answers.maxBytes()) {
            answers.refuse(
                    context, tooLarge("The body has " + length + " bytes; allowed: at most " + answers.maxBytes()));
        } else if (boundaryIsEmpty(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            answers.refuse(
                    context,
                    ApiException.badRequest(
                            "malformed_header",
                            "The boundary in the header Content-Type is empty; allowed: 1 to 70 characters"));
        } else if (context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            readUnannounced(context);
        } else {
            context.next();
        }
    }

    /** RESTEasy fails on it where no mapper of errors reaches. */
    private static boolean boundaryIsEmpty(@Nullable String contentType) {
        return contentType != null && EMPTY_BOUNDARY.matcher(contentType).find();
    }

    /**
     * A body of unannounced length is read here: further on, one that is too long would end in an empty answer. It lies in
     * memory, so it may be no longer than {@link #LARGEST_UNANNOUNCED}, however long an announced one may be.
     */
    private void readUnannounced(RoutingContext context) {
        HttpServerRequest request = context.request();
        UnannouncedBody body = new UnannouncedBody(memory, Math.min(answers.maxBytes(), LARGEST_UNANNOUNCED));
        long timer = context.vertx().setTimer(patience.toMillis(), late -> answers.refuse(context, tooSlow()));
        context.addEndHandler(ended -> {
            context.vertx().cancelTimer(timer);
            body.giveBack();
        });
        request.handler(bytes -> {
            if (!context.response().ended()) {
                body.append(bytes).ifPresent(refusal -> answers.refuse(context, refusal));
            }
        });
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body.bytes());
                context.next();
            }
        });
        request.resume();
    }

    private ApiException tooSlow() {
        return ApiException.badRequest(
                "malformed_body", "The body did not come to its end within " + patience.toSeconds() + " seconds");
    }

    private static ApiException tooLarge(String sentence) {
        return new ApiException(413, "body_too_large", sentence);
    }
}
