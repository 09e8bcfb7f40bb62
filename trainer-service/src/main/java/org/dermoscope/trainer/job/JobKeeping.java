package org.dermoscope.trainer.job;

import java.time.Duration;
import org.dermoscope.architecture.Ranges;
import org.dermoscope.store.ArtifactStore;

/**
 * How this trainer keeps jobs.
 *
 * @param trainer its id, the same after a restart, different from that of any other on the store
 * @param leaseTimeToLive after which a lease that is not renewed may be taken by another trainer
 * @param local on this machine, for what cannot be written to the store
 * @param stepsBetweenSaves of a training's state within an epoch, at least 1
 */
public record JobKeeping(String trainer, Duration leaseTimeToLive, ArtifactStore local, int stepsBetweenSaves) {
    public JobKeeping {
        Ranges.requireWithin("dermoscope.steps-between-saves", stepsBetweenSaves, 1, 1_000_000);
        if (leaseTimeToLive.toMillis() < 1000) {
            throw new IllegalArgumentException(
                    "dermoscope.lease-time-to-live is " + leaseTimeToLive + "; allowed: at least PT1S");
        }
    }
}
