package org.dermoscope.wire;

import java.time.Duration;

/** How a client says how long an answer is of use to it. */
public final class RequestDeadline {
    /** Of a request, in whole milliseconds: work that cannot begin in time is not done. */
    public static final String HEADER = "Dermoscope-Deadline-Ms";

    /** The largest value that is allowed; the smallest is 1. */
    public static final long MAX_MILLIS = 999_999_999;

    private RequestDeadline() {}

    /** The header's value for a client that waits so long. */
    public static String value(Duration timeout) {
        long millis = timeout.compareTo(Duration.ofMillis(MAX_MILLIS)) < 0 ? timeout.toMillis() : MAX_MILLIS;
        return Long.toString(Math.max(1, millis));
    }
}
