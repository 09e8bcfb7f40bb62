package org.dermoscope.camera.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.dermoscope.wire.HealthAnswer;
import org.dermoscope.wire.PredictionAnswer;
import org.dermoscope.wire.client.AccessToken;
import org.dermoscope.wire.client.ClientConfig;
import org.dermoscope.wire.client.InferenceClient;
import org.dermoscope.wire.client.NoAnswerException;
import org.dermoscope.wire.client.PredictOptions;
import org.dermoscope.wire.client.RefusedException;

/** Asks inference-service. */
public final class ServiceClassifier implements ImageClassifier {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final URI service;
    private final InferenceClient client;

    /** @param timeout of one answer */
    public ServiceClassifier(URI service, Duration timeout) {
        this(service, timeout, Optional.empty());
    }

    /** @param token that the service knows this agent by, where predictions are not open to everybody */
    public ServiceClassifier(URI service, Duration timeout, Optional<AccessToken> token) {
        this.service = service;
        this.client = new InferenceClient(new ClientConfig(service, CONNECT_TIMEOUT, timeout, token));
    }

    /**
     * Asks how it is.
     *
     * @throws ServiceFault if what answers there is no inference service, or nothing does
     */
    public HealthAnswer health() throws ServiceFault, InterruptedException {
        try {
            HealthAnswer health = client.health();
            if (!HealthAnswer.SERVICE.equals(health.service())) {
                throw new ServiceFault(
                        ServiceState.NOT_UNDERSTOOD, "What answers at " + service + " is no inference service");
            }
            return health;
        } catch (RefusedException e) {
            throw new ServiceFault(
                    ServiceState.NOT_UNDERSTOOD,
                    "What answers at " + service + " is no inference service: it answers /health with " + e.status());
        } catch (NoAnswerException e) {
            throw fault(e);
        }
    }

    @Override
    public PredictionAnswer classify(byte[] jpeg, boolean evidence) throws ServiceFault, InterruptedException {
        try {
            return AnswerCheck.checked(client.predict(jpeg, PredictOptions.DEFAULT.withEvidence(evidence)));
        } catch (RefusedException e) {
            throw fault(e);
        } catch (NoAnswerException e) {
            throw fault(e);
        }
    }

    private ServiceFault fault(RefusedException e) {
        if (e.code().equals("no_model")) {
            return new ServiceFault(ServiceState.NO_MODEL, "The service has no model yet");
        }
        if (e.status() == 401 || e.status() == 403) {
            return new ServiceFault(
                    ServiceState.REFUSED, "The service wants another token (" + e.status() + "); see --token-file");
        }
        if (e.mayBeRetried()) {
            return new ServiceFault(
                    ServiceState.OVERLOADED,
                    "The service is overloaded (" + e.status() + ")",
                    e.retryAfter().orElse(null));
        }
        return new ServiceFault(ServiceState.REFUSED, "The service refuses the image: " + e.getMessage());
    }

    private ServiceFault fault(NoAnswerException e) throws InterruptedException {
        return switch (e.reason()) {
            case INTERRUPTED -> {
                // The flag is set again by the client; here the exception takes its place.
                Thread.interrupted();
                throw new InterruptedException();
            }
            case TIMED_OUT -> new ServiceFault(ServiceState.SLOW, String.valueOf(e.getMessage()));
            case NOT_UNDERSTOOD ->
                new ServiceFault(ServiceState.NOT_UNDERSTOOD, "What answers at " + service + " makes no sense");
            case CANNOT_CONNECT ->
                new ServiceFault(ServiceState.UNREACHABLE, "No inference service answers at " + service);
            case CONNECTION_LOST ->
                new ServiceFault(ServiceState.UNREACHABLE, "The connection to " + service + " was lost");
        };
    }

    @Override
    public void close() {
        // The connections end by themselves.
    }
}
