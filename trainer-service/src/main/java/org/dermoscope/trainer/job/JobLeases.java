package org.dermoscope.trainer.job;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.jboss.logging.Logger;

/**
 * Leases of jobs, by which of several trainers on one store only one runs a job. A lease is renewed by its owner; one
 * that was seen to stand still for its time to live, by this machine's own clock, may be taken, and so may this trainer's
 * own from before a restart. For the worker's thread.
 *
 * <p>Methods throw {@link StoreException} when the store cannot be reached.
 */
final class JobLeases {
    private static final Logger LOG = Logger.getLogger(JobLeases.class);

    private final ArtifactStore store;
    private final String owner;
    private final Duration timeToLive;
    private final Map<String, Sighting> seen = new HashMap<>();

    private record Sighting(String tag, long nanos) {}

    /** @param owner id of this trainer, the same after a restart, different from that of any other on the store */
    JobLeases(ArtifactStore store, String owner, Duration timeToLive) {
        this.store = store;
        this.owner = owner;
        this.timeToLive = timeToLive;
    }

    Duration timeToLive() {
        return timeToLive;
    }

    /** Empty while another trainer holds the lease, or just took it. */
    Optional<HeldLease> acquire(String jobId) {
        Optional<StoredArtifact> found = store.get(key(jobId));
        if (found.isEmpty()) {
            JobLease first = JobLease.first(owner);
            return store.putIfAbsent(key(jobId), Json.document(first)).map(tag -> held(jobId, first, tag));
        }
        JobLease current = read(jobId, found.get());
        if (!current.owner().equals(owner) && !standsStill(jobId, found.get().entityTag())) {
            return Optional.empty();
        }
        JobLease taken = current.takenBy(owner);
        Optional<String> tag = replace(jobId, taken, found.get().entityTag());
        if (tag.isPresent() && !current.owner().equals(owner)) {
            LOG.warnf("Job %s is taken over from trainer %s, which stopped renewing its lease", jobId, current.owner());
        }
        return tag.map(t -> held(jobId, taken, t));
    }

    private HeldLease held(String jobId, JobLease lease, String tag) {
        seen.remove(jobId);
        return new HeldLease(this, jobId, lease, tag);
    }

    private boolean standsStill(String jobId, String tag) {
        Sighting before = seen.get(jobId);
        if (before == null || !before.tag().equals(tag)) {
            seen.put(jobId, new Sighting(tag, System.nanoTime()));
            return false;
        }
        return System.nanoTime() - before.nanos() >= timeToLive.toNanos();
    }

    /** A lease that nobody can read belongs to nobody: it is taken as one that stands still would be. */
    private JobLease read(String jobId, StoredArtifact found) {
        try {
            return Json.readDocument(found.content(), JobLease.class);
        } catch (IOException e) {
            LOG.warnf("The lease of job %s cannot be read: %s", jobId, e.getMessage());
            return new JobLease("unknown", 0, 0);
        }
    }

    Optional<String> replace(String jobId, JobLease lease, String tag) {
        return store.putIfMatch(key(jobId), Json.document(lease), tag);
    }

    void giveBack(String jobId) {
        try {
            store.delete(key(jobId));
        } catch (StoreException e) {
            LOG.warnf("The lease of job %s could not be given back: %s", jobId, e.getMessage());
        }
    }

    private static ArtifactKey key(String jobId) {
        return ArtifactKey.of("jobs").resolve(jobId).resolve("lease.json");
    }
}
