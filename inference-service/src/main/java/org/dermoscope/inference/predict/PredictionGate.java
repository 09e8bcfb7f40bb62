package org.dermoscope.inference.predict;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.ClientAddress;
import org.dermoscope.web.ClientLimit;
import org.dermoscope.web.EarlyAnswers;

/**
 * Refuses before a request's body is read: then a refusal takes no thread and no memory. Runs on the event loop.
 */
@Singleton
public final class PredictionGate {
    /** Before whatever reads a body. */
    private static final int ORDER = EarlyAnswers.ORDER - 1;

    private static final String ROUTES = "/(predict|v2/models/.*infer).*";

    private final ClientLimit clients;
    private final Admission admission;
    private final EarlyAnswers answers;
    private final PredictionMetrics metrics;

    PredictionGate(RequestLimits limits, Admission admission, EarlyAnswers answers, PredictionMetrics metrics) {
        this.clients = new ClientLimit(limits.perClient());
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
            refuse(context, clients.tooMany());
            return;
        }
        context.addEndHandler(ended -> clients.leave(client));
        if (admission.isFull()) {
            refuse(context, admission.overloaded());
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, ApiException refusal) {
        metrics.refused(refusal);
        answers.refuse(context, refusal);
    }
}
