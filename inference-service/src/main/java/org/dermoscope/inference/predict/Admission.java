package org.dermoscope.inference.predict;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.dermoscope.web.ApiException;

/** Counts the images of the requests that are worked on or wait, and refuses those that are too many. Thread-safe. */
public final class Admission {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int maxImages;
    private final AtomicInteger images = new AtomicInteger();

    /**
     * @param maxImages accepted and not answered, at least as many as the largest request has
     * @param largestRequest images, at least 1
     */
    public Admission(int maxImages, int largestRequest) {
        if (largestRequest < 1 || maxImages < largestRequest) {
            throw new IllegalArgumentException("A queue of " + maxImages + " images and requests of up to "
                    + largestRequest + " are not allowed: at least 1 each, and no request larger than the queue");
        }
        this.maxImages = maxImages;
    }

    /**
     * Takes places for all images of a request; whoever gets them calls {@link #leave} once.
     *
     * @throws ApiException 503 if that many are not free
     */
    void enter(int count) {
        int before = images.getAndUpdate(n -> n + count <= maxImages ? n + count : n);
        if (before + count > maxImages) {
            throw overloaded();
        }
    }

    void leave(int count) {
        images.addAndGet(-count);
    }

    /** Whether not even one image would be taken now. */
    boolean isFull() {
        return images.get() >= maxImages;
    }

    /** Accepted and not answered now. */
    int images() {
        return images.get();
    }

    /** The refusal, status 503; it is returned and not thrown. */
    ApiException overloaded() {
        return new ApiException(
                503,
                "overloaded",
                "The queue takes " + maxImages + " images and has no place for this request; try again later",
                RETRY_AFTER);
    }
}
