package org.dermoscope.inference.predict;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the bodies of forms may take; what finds no place there goes through files. Thread-safe. */
public final class FormMemory {
    private final long largest;
    private final long inAll;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param largest bytes of one body that may lie in memory, 0 for none
     * @param inAll bytes of all of them at a time, at least as many as the largest has
     */
    public FormMemory(long largest, long inAll) {
        if (largest < 0 || largest > Integer.MAX_VALUE || inAll < largest) {
            throw new IllegalArgumentException("Forms of up to " + largest + " bytes in " + inAll
                    + " bytes of memory are not allowed: 0 to " + Integer.MAX_VALUE + ", and no form larger than all");
        }
        this.largest = largest;
        this.inAll = inAll;
    }

    /**
     * Whether there is a place for a body; whoever is told so calls {@link #give} once.
     *
     * @param bytes of the body, not negative
     */
    boolean take(long bytes) {
        if (bytes > largest) {
            return false;
        }
        long before = taken.getAndUpdate(n -> n + bytes <= inAll ? n + bytes : n);
        return before + bytes <= inAll;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Bytes that are taken now. */
    public long taken() {
        return taken.get();
    }
}
