package org.dermoscope.camera.frame;

import java.time.Duration;

/**
 * How long to wait before trying again: twice as long after each failure, up to a limit.
 *
 * @param first after the first failure
 * @param longest at most
 */
public record BackoffPolicy(Duration first, Duration longest) {
    /** 250 ms, 500 ms, 1 s … 5 s. */
    public static final BackoffPolicy DEFAULT = new BackoffPolicy(Duration.ofMillis(250), Duration.ofSeconds(5));

    private static final int MOST_DOUBLINGS = 20;

    /** @param failures in a row, at least 1 */
    public Duration delay(int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        return delay.compareTo(longest) > 0 ? longest : delay;
    }
}
