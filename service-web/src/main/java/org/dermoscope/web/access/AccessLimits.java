package org.dermoscope.web.access;

/**
 * What one client address may; see {@link AccessConfig}.
 *
 * @throws IllegalArgumentException if one of them is less than 1
 */
public record AccessLimits(int requestsPerSecond, int inFlight, int failuresPerMinute) {
    public AccessLimits {
        requirePositive("requests-per-second", requestsPerSecond);
        requirePositive("in-flight", inFlight);
        requirePositive("failures-per-minute", failuresPerMinute);
    }

    public static AccessLimits of(AccessConfig config) {
        return new AccessLimits(config.requestsPerSecond(), config.inFlight(), config.failuresPerMinute());
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("dermoscope.access." + name + " is " + value + "; allowed: at least 1");
        }
    }
}
