package org.dermoscope.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what comes by itself. Stateless. */
final class Await {
    private Await() {}

    /** Asked again and again; what it throws counts as not yet, except for {@link AssertionError}. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Returns after how many milliseconds it held.
     *
     * @throws AssertionError if it does not hold in time
     */
    static long until(String what, Duration limit, Condition condition) throws InterruptedException {
        long start = System.nanoTime();
        Exception last = null;
        while (System.nanoTime() - start < limit.toNanos()) {
            try {
                if (condition.holds()) {
                    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what, last);
    }
}
