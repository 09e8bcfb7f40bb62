package org.dermoscope.web.access;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.dermoscope.web.ApiException;
import org.dermoscope.web.ClientAddress;
import org.dermoscope.web.ClientLimit;
import org.dermoscope.web.EarlyAnswers;

/**
 * Holds every client address to a rate of requests, to a number of them at a time, and to a rate of wrong tokens. Runs
 * before all else but the request's id. A right token is let through whatever else its address sends, so that nobody can
 * shut the operator out by guessing.
 */
@Singleton
public final class ClientGate {
    private static final int ORDER = -1900;
    private static final double SECONDS_OF_MINUTE = 60;

    private final ClientRates requests;
    private final ClientRates failures;
    private final ClientLimit inFlight;
    private final EarlyAnswers answers;

    ClientGate(AccessLimits limits, EarlyAnswers answers) {
        this.requests = new ClientRates(limits.requestsPerSecond(), 2 * limits.requestsPerSecond(), System::nanoTime);
        this.failures = new ClientRates(
                limits.failuresPerMinute() / SECONDS_OF_MINUTE, limits.failuresPerMinute(), System::nanoTime);
        this.inFlight = new ClientLimit(limits.inFlight());
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    /** Whether its address has sent as many wrong tokens as one may. */
    boolean isGuessing(RoutingContext context) {
        return !failures.has(ClientAddress.of(context));
    }

    /** Counts a wrong token. */
    void failed(RoutingContext context) {
        failures.take(ClientAddress.of(context));
    }

    /** The refusal, status 429; it is returned and not thrown. */
    ApiException tooManyFailures() {
        return new ApiException(
                429,
                "too_many_failed_authentications",
                "This client has sent too many wrong tokens; try again later with a right one",
                failures.pause());
    }

    private void check(RoutingContext context) {
        String client = ClientAddress.of(context);
        if (!requests.take(client)) {
            answers.refuse(
                    context,
                    new ApiException(
                            429,
                            "too_many_requests",
                            "This client sends more requests a second than one may; try again later",
                            Duration.ofSeconds(1)));
        } else if (inFlight.enter(client)) {
            context.addEndHandler(ended -> inFlight.leave(client));
            context.next();
        } else {
            answers.refuse(context, inFlight.tooMany());
        }
    }
}
