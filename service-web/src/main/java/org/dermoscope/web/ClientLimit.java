package org.dermoscope.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts the requests in flight of each client; keeps nothing of a client that has none. Thread-safe. */
public final class ClientLimit {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int max;
    private final Map<String, Integer> inFlight = new HashMap<>();

    /** @param max requests of one client, at least 1 */
    public ClientLimit(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("A limit of " + max + " requests per client is not allowed: at least 1");
        }
        this.max = max;
    }

    /** Whether the client may have one more; whoever is told so calls {@link #leave} once. */
    public synchronized boolean enter(String client) {
        int before = inFlight.getOrDefault(client, 0);
        if (before < max) {
            inFlight.put(client, before + 1);
        }
        return before < max;
    }

    public synchronized void leave(String client) {
        inFlight.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Clients with a request in flight. */
    synchronized int clients() {
        return inFlight.size();
    }

    /** The refusal, status 429; it is returned and not thrown. */
    public ApiException tooMany() {
        return new ApiException(
                429,
                "too_many_requests",
                "This client has " + max + " requests in flight, the most that one may have; try again later",
                RETRY_AFTER);
    }
}
