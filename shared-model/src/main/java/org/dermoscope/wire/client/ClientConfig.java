package org.dermoscope.wire.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the service is and how long to wait for it.
 *
 * @param service {@code http} or {@code https} with a host, for example {@code http://127.0.0.1:5000}; may have a path
 * @param connectTimeout until a connection is there
 * @param timeout from sending a request to having its whole answer, unless the call says otherwise
 * @param token that every request carries; over {@code http} whoever is on the way can read it
 */
public record ClientConfig(URI service, Duration connectTimeout, Duration timeout, Optional<AccessToken> token) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    public ClientConfig {
        boolean http = "http".equalsIgnoreCase(service.getScheme()) || "https".equalsIgnoreCase(service.getScheme());
        if (!http || service.getHost() == null || service.getRawQuery() != null || service.getRawFragment() != null) {
            throw new IllegalArgumentException("The service's address is '" + service
                    + "'; allowed: http or https with a host, such as http://127.0.0.1:5000, without a query");
        }
        requirePositive("connect timeout", connectTimeout);
        requirePositive("timeout", timeout);
    }

    /** Waits 5 s for a connection and 15 s for an answer: longer than the service's own deadline of 10 s. */
    public static ClientConfig of(URI service) {
        return new ClientConfig(service, CONNECT_TIMEOUT, TIMEOUT, Optional.empty());
    }

    /** The same with a token. */
    public ClientConfig withToken(AccessToken sent) {
        return new ClientConfig(service, connectTimeout, timeout, Optional.of(sent));
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + name + " is " + value + "; allowed: more than 0");
        }
    }

    /** @param route with a leading slash */
    URI route(String route) {
        String base = service.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + route);
    }
}
