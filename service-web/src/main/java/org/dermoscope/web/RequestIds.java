package org.dermoscope.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.dermoscope.wire.RequestId;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request its id: in the answer's header {@value RequestId#HEADER}, whatever the answer is, and in each line
 * of the log that is written for it.
 */
@ApplicationScoped
public class RequestIds {
    /** Under which the log's format finds it. */
    static final String LOGGED_AS = "request_id";

    /** Before everything that answers, {@link EarlyErrors} included. */
    private static final int ORDER = -2000;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(RequestIds::identify);
    }

    /** Of the request that this thread works on; a fresh one where there is none. */
    static RequestId current() {
        @Nullable Object id = MDC.get(LOGGED_AS);
        return RequestId.ofHeader(id == null ? null : id.toString());
    }

    private static void identify(RoutingContext context) {
        RequestId id = RequestId.ofHeader(context.request().getHeader(RequestId.HEADER));
        context.response().putHeader(RequestId.HEADER, id.value());
        MDC.put(LOGGED_AS, id.value());
        context.next();
    }
}
