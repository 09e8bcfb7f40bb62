package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.dermoscope.web.ApiException;

/** By when work on a request must have started; measured on the monotonic clock. */
record Deadline(Duration allowed, long nanoTime) {
    static Deadline after(Duration allowed) {
        return new Deadline(allowed, System.nanoTime() + allowed.toNanos());
    }

    long nanosLeft() {
        return nanoTime - System.nanoTime();
    }

    /** @throws ApiException 504 if it is over */
    void requireTime() {
        if (nanosLeft() <= 0) {
            throw passed();
        }
    }

    ApiException passed() {
        return new ApiException(
                504,
                "deadline_passed",
                "The request was not done within " + TimeUnit.NANOSECONDS.toMillis(allowed.toNanos()) + " ms");
    }
}
