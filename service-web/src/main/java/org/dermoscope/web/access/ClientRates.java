package org.dermoscope.web.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each client. Keeps the {@value #MAX_CLIENTS} that were seen last: many addresses cost no more memory
 * than that, and who is forgotten begins with a full bucket. Thread-safe.
 */
final class ClientRates {
    static final int MAX_CLIENTS = 20_000;

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    /**
     * @param perSecond what flows back into a bucket
     * @param burst what a full bucket holds, at least 1
     */
    ClientRates(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    private record Bucket(double content, long nanos) {}

    /** Takes one out of the client's bucket; false if it is empty. */
    synchronized boolean take(String client) {
        long now = nanoTime.getAsLong();
        double content = content(client, now);
        boolean enough = content >= 1;
        buckets.put(client, new Bucket(enough ? content - 1 : content, now));
        return enough;
    }

    /** Whether there is one in the client's bucket. */
    synchronized boolean has(String client) {
        return content(client, nanoTime.getAsLong()) >= 1;
    }

    /** After which an empty bucket has one again. */
    Duration pause() {
        return Duration.ofNanos((long) Math.ceil(NANOS / perSecond));
    }

    synchronized int clients() {
        return buckets.size();
    }

    private double content(String client, long now) {
        @Nullable Bucket bucket = buckets.get(client);
        return bucket == null ? burst : Math.min(burst, bucket.content() + perSecond * (now - bucket.nanos()) / NANOS);
    }
}
