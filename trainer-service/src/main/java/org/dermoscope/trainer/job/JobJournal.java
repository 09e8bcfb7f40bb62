package org.dermoscope.trainer.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.ArtifactInfo;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.store.StoredArtifact;
import org.jboss.logging.Logger;

/**
 * Jobs in the store: {@code jobs/<id>/state.json}, replaced, and {@code jobs/<id>/events/<number>.json}, only added;
 * {@code lease.json}, {@code training-state.zip} and the documents of a range test beside them. Thread-safe.
 *
 * <p>Every method throws {@link StoreException} when the store cannot be reached or fails.
 */
public final class JobJournal {
    private static final Logger LOG = Logger.getLogger(JobJournal.class);
    private static final ArtifactKey JOBS = ArtifactKey.of("jobs");
    private static final Pattern STATE = Pattern.compile("jobs/[^/]+/state\\.json");

    private final ArtifactStore store;
    private final JobKeeping keeping;
    private final JobLeases leases;

    public JobJournal(ArtifactStore store, JobKeeping keeping) {
        this.store = store;
        this.keeping = keeping;
        leases = new JobLeases(store, keeping.trainer(), keeping.leaseTimeToLive());
    }

    /** The right to run a job; empty while another trainer has it. For the worker's thread; the caller closes it. */
    Optional<HeldLease> acquire(String jobId) {
        return leases.acquire(jobId);
    }

    /** Where the job's training goes on. */
    StoredResumePoint resumePoint(String jobId, HeldLease lease) {
        return new StoredResumePoint(keeping, store, folder(jobId), lease);
    }

    /** A job as it was written down last; empty if there is none that can be read. */
    Optional<Job> find(String jobId) {
        return read(folder(jobId).resolve("state.json"), Job.class);
    }

    void save(Job job) {
        store.put(folder(job.id()).resolve("state.json"), Json.document(job));
    }

    void append(String jobId, JobEvent event) {
        String name = String.format(Locale.ROOT, "%08d.json", event.number());
        store.putIfAbsent(folder(jobId).resolve("events").resolve(name), Json.document(event));
    }

    /** Keeps a document beside the job's state, replacing one of the same name. */
    void keep(String jobId, String name, byte[] content) {
        store.put(folder(jobId).resolve(name), content);
    }

    /** A document of the job; empty if there is none. */
    Optional<byte[]> document(String jobId, String name) {
        return store.get(folder(jobId).resolve(name)).map(StoredArtifact::content);
    }

    /** All jobs, oldest first. One whose state cannot be read is left out, with a warning in the log. */
    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (ArtifactInfo info : store.list(JOBS)) {
            if (STATE.matcher(info.key().value()).matches()) {
                read(info.key(), Job.class).ifPresent(jobs::add);
            }
        }
        jobs.sort(Comparator.comparing(Job::createdAt).thenComparing(Job::id));
        return jobs;
    }

    /** The kept events in order. */
    List<JobEvent> events(String jobId) {
        List<JobEvent> events = new ArrayList<>();
        for (ArtifactInfo info : store.list(folder(jobId).resolve("events"))) {
            read(info.key(), JobEvent.class).ifPresent(events::add);
        }
        return events;
    }

    private <T> Optional<T> read(ArtifactKey key, Class<T> type) {
        return store.get(key).flatMap(found -> {
            try {
                return Optional.of(Json.readDocument(found.content(), type));
            } catch (IOException e) {
                LOG.warnf("%s in %s cannot be read and is left out: %s", key, store.location(), e.getMessage());
                return Optional.empty();
            }
        });
    }

    private static ArtifactKey folder(String jobId) {
        return JOBS.resolve(jobId);
    }
}
