package org.dermoscope.web;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory bodies of unannounced length may take together. Thread-safe. */
final class BodyMemory {
    private final long inAll;
    private final AtomicLong taken = new AtomicLong();

    /** @param inAll bytes of all bodies at a time */
    BodyMemory(long inAll) {
        this.inAll = inAll;
    }

    /** Whether there is place for so many bytes more; who is told so gives them back. */
    boolean take(long bytes) {
        long before = taken.getAndUpdate(n -> n + bytes <= inAll ? n + bytes : n);
        return before + bytes <= inAll;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
