package org.dermoscope.inference.predict;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.ClientAddress;
import org.dermoscope.web.ClientLimit;
import org.dermoscope.web.EarlyAnswers;

/**
 * Refuses before a request's body is read: then a refusal takes no thread and no memory. What one client has too much of is
 * refused after a while, so that it cannot take the others' time by asking again at once. Runs on the event loop.
 */
@Singleton
public final class PredictionGate {
    /** Before whatever reads a body. */
    private static final int ORDER = EarlyAnswers.ORDER - 1;

    /** More are refused at once: each is an open connection. */
    private static final int MOST_HELD = 1024;

    private static final String ROUTES = "/(predict|v2/models/.*infer).*";

    private final ClientLimit clients;
    private final long holdMillis;
    private final AtomicInteger held = new AtomicInteger();
    private final Admission admission;
    private final EarlyAnswers answers;
    private final PredictionMetrics metrics;

    PredictionGate(RequestLimits limits, Admission admission, EarlyAnswers answers, PredictionMetrics metrics) {
        this.clients = new ClientLimit(limits.perClient());
        this.holdMillis = limits.refusalHold().toMillis();
        this.admission = admission;
        this.answers = answers;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.routeWithRegex(ROUTES).order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        String client = ClientAddress.of(context);
        if (!clients.enter(client)) {
            refuseLater(context, clients.tooMany());
            return;
        }
        context.addEndHandler(ended -> clients.leave(client));
        if (admission.isFull()) {
            refuse(context, admission.overloaded());
        } else {
            context.next();
        }
    }

    private void refuseLater(RoutingContext context, ApiException refusal) {
        if (holdMillis == 0 || held.get() >= MOST_HELD) {
            refuse(context, refusal);
            return;
        }
        held.incrementAndGet();
        context.request().pause();
        long timer = context.vertx().setTimer(holdMillis, over -> refuse(context, refusal));
        context.addEndHandler(ended -> {
            held.decrementAndGet();
            context.vertx().cancelTimer(timer);
        });
    }

    private void refuse(RoutingContext context, ApiException refusal) {
        metrics.refused(refusal);
        answers.refuse(context, refusal);
    }
}
