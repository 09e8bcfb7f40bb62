package org.dermoscope.trainer.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dermoscope.store.StoreException;
import org.jboss.logging.Logger;

/**
 * A lease that this trainer holds, renewed in the background by conditional writes until it is closed or lost. A store
 * out of reach does not lose it: what counts is whether another trainer took it meanwhile. Thread-safe.
 */
final class HeldLease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HeldLease.class);

    private final JobLeases leases;
    private final String jobId;
    private final ScheduledExecutorService renewal;
    private JobLease lease;
    private String tag;
    private boolean lost;

    HeldLease(JobLeases leases, String jobId, JobLease lease, String tag) {
        this.leases = leases;
        this.jobId = jobId;
        this.lease = lease;
        this.tag = tag;
        renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + jobId);
            thread.setDaemon(true);
            return thread;
        });
        Duration every = leases.timeToLive().dividedBy(3);
        renewal.scheduleWithFixedDelay(this::renewOrWarn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether another trainer is known to have taken it. */
    synchronized boolean lost() {
        return lost;
    }

    /**
     * Renews it now.
     *
     * @throws LeaseLostException if another trainer has it
     * @throws StoreException if the store cannot be reached
     */
    synchronized void confirm() {
        if (!lost) {
            JobLease next = lease.renewed();
            leases.replace(jobId, next, tag)
                    .ifPresentOrElse(
                            newTag -> {
                                lease = next;
                                tag = newTag;
                            },
                            () -> lost = true);
        }
        if (lost) {
            throw new LeaseLostException(jobId, lease.fence());
        }
    }

    /** As if this trainer had died. */
    void stopRenewing() {
        renewal.shutdownNow();
    }

    private void renewOrWarn() {
        try {
            confirm();
        } catch (LeaseLostException e) {
            LOG.warn(e.getMessage());
            stopRenewing();
        } catch (StoreException e) {
            LOG.warnf("The lease of job %s could not be renewed: %s", jobId, e.getMessage());
        }
    }

    /** Gives it back unless it is lost. */
    @Override
    public void close() {
        stopRenewing();
        synchronized (this) {
            if (!lost) {
                leases.giveBack(jobId);
                lost = true;
            }
        }
    }
}
