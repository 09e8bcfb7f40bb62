package org.dermoscope.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells browsers in every answer, refusals and pages of the platform included, to do nothing with it but show it: no
 * script, no frame, no guess of the type, no copy in a cache.
 */
@ApplicationScoped
public class SecurityHeaders {
    /** Before everything that answers. */
    private static final int ORDER = -3000;

    /** No answer is a page. */
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** The one page that is served; its script comes from here, and is partly inline. */
    private static final String SWAGGER_UI = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(SecurityHeaders::add);
    }

    private static void add(RoutingContext context) {
        boolean page = context.normalizedPath().startsWith("/q/swagger-ui");
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", page ? SWAGGER_UI : NOTHING)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (!page) {
            headers.set("Cache-Control", "no-store");
        }
        if ("https".equals(context.request().scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }
}
