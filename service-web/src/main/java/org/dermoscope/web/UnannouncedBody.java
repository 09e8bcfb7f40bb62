package org.dermoscope.web;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** The body of one request that comes in chunks, as far as it has come. For one event loop. */
final class UnannouncedBody {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final BodyMemory memory;
    private final long largest;
    private final Buffer bytes = Buffer.buffer();
    private long taken;

    UnannouncedBody(BodyMemory memory, long largest) {
        this.memory = memory;
        this.largest = largest;
    }

    /** Why no more of it is taken; empty if all is well. */
    Optional<ApiException> append(Buffer chunk) {
        if (bytes.length() + chunk.length() > largest) {
            return Optional.of(new ApiException(
                    413,
                    "body_too_large",
                    "The body is too large; allowed: at most " + largest
                            + " bytes where no header Content-Length announces them"));
        }
        if (!memory.take(chunk.length())) {
            return Optional.of(new ApiException(
                    503,
                    "overloaded",
                    "There are too many bodies in work whose length no header Content-Length announces",
                    RETRY));
        }
        taken += chunk.length();
        bytes.appendBuffer(chunk);
        return Optional.empty();
    }

    Buffer bytes() {
        return bytes;
    }

    /** The request has ended. Giving back twice is giving back once. */
    void giveBack() {
        memory.give(taken);
        taken = 0;
    }
}
