package org.dermoscope.inference.batch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.dermoscope.web.ApiException;

/**
 * By when work on a request must have started; measured on the monotonic clock.
 *
 * @param allowed how long that was when the request came
 * @param nanoTime of {@link System#nanoTime()}
 */
public record Deadline(Duration allowed, long nanoTime) {
    public static Deadline after(Duration allowed) {
        return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
    }

    /** Not positive once it has passed. */
    public long nanosLeft() {
        return nanosLeft(System.nanoTime());
    }

    long nanosLeft(long now) {
        return nanoTime - now;
    }

    /** The refusal, status 504; it is returned and not thrown. */
    public ApiException passed() {
        return new ApiException(
                504,
                "deadline_passed",
                "The request was not done within " + TimeUnit.NANOSECONDS.toMillis(allowed.toNanos()) + " ms");
    }
}
