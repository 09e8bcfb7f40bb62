package org.dermoscope.trainer.training;

import java.time.Duration;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again while the store is away: hours of training are not given up for a restart of the store. */
final class PatientStore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final RunListener listener;
    private final String what;

    /** @param what is tried, for the log */
    PatientStore(RunListener listener, String what) {
        this.listener = listener;
        this.what = what;
    }

    /**
     * The action's result; the action may be begun several times.
     *
     * @throws StoreException the last one after an hour
     * @throws RunCancelledException when the listener says so meanwhile
     */
    <T> T call(Action<T> action) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = Duration.ofSeconds(1);
        while (true) {
            try {
                return action.run();
            } catch (StoreException e) {
                if (System.nanoTime() > limit) {
                    throw e;
                }
                LOG.warn("{} waits for the store, next try in {} s: {}", what, pause.toSeconds(), e.getMessage());
            }
            listener.onStage("waiting for the store");
            if (listener.cancelled()) {
                throw new RunCancelledException();
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** What needs the store. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws InterruptedException;
    }
}
