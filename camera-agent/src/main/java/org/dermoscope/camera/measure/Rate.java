package org.dermoscope.camera.measure;

/** How often something happened a second, over the last two seconds. Thread-safe. */
public final class Rate {
    private static final int MOST = 1024;
    private static final long WINDOW = 2_000_000_000L;

    private final long[] times = new long[MOST];
    private long count;

    /** @param now {@link System#nanoTime()} */
    public synchronized void event(long now) {
        times[(int) (count++ % MOST)] = now;
    }

    /** Events a second between the first and the last of the window; 0 with fewer than two. */
    public synchronized double perSecond(long now) {
        int found = 0;
        long first = now;
        long last = now;
        for (long i = count - 1; i >= Math.max(0, count - MOST); i--) {
            long time = times[(int) (i % MOST)];
            if (now - time > WINDOW) {
                break;
            }
            last = found == 0 ? time : last;
            first = time;
            found++;
        }
        return found < 2 || last == first ? 0 : (found - 1) * 1e9 / (last - first);
    }
}
