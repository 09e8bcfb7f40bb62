package org.dermoscope.inference.model;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the champion pointer at once and then at intervals, on a thread of its own. */
public final class CheckpointWatcher implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final ChampionFollower follower;
    private final Duration interval;
    private final ScheduledExecutorService thread;

    /** @param interval between the end of one look and the start of the next, more than 0 */
    public CheckpointWatcher(ChampionFollower follower, Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The poll interval is " + interval + "; allowed: more than 0");
        }
        this.follower = follower;
        this.interval = interval;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "checkpoint-watcher");
            created.setDaemon(true);
            return created;
        });
    }

    public void start() {
        var unused = thread.scheduleWithFixedDelay(follower::check, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    public boolean running() {
        return !thread.isShutdown();
    }

    /** Ends after the look in progress, so that nothing is loaded into a service that is closing. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The checkpoint watcher did not end within " + STOP_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
