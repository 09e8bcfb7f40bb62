package org.dermoscope.trainer.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dermoscope.store.StoreException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A job with its events and those who listen to them. What cannot be journalled is logged and goes on: a store that is
 * away for a moment does not end a training. Thread-safe.
 */
final class TrackedJob {
    private static final Logger LOG = Logger.getLogger(TrackedJob.class);

    private final JobJournal journal;
    private final Clock clock;
    private final List<Consumer<JobEvent>> listeners = new CopyOnWriteArrayList<>();
    private Job job;
    private @Nullable List<JobEvent> kept;
    private volatile @Nullable EndRequest endRequest;
    private volatile boolean runsElsewhere;

    /** Why a job is to end early. */
    enum EndRequest {
        CANCEL,
        SHUTDOWN
    }

    private TrackedJob(Job job, @Nullable List<JobEvent> kept, JobJournal journal, Clock clock) {
        this.job = job;
        this.kept = kept;
        this.journal = journal;
        this.clock = clock;
    }

    /** A job that was just created; its first event is its state. */
    static TrackedJob created(Job job, JobJournal journal, Clock clock) {
        return new TrackedJob(job, new ArrayList<>(), journal, clock);
    }

    /** A job found in the journal; its events are read when somebody asks. */
    static TrackedJob found(Job job, JobJournal journal, Clock clock) {
        return new TrackedJob(job, null, journal, clock);
    }

    synchronized Job job() {
        return job;
    }

    /** The first request counts. */
    synchronized void requestEnd(EndRequest request) {
        if (endRequest == null) {
            endRequest = request;
        }
    }

    /** Null while the job may go on. */
    @Nullable
    EndRequest endRequest() {
        return endRequest;
    }

    /** Takes over what another trainer made of the job. */
    synchronized void adopt(Job found) {
        if (!found.equals(job)) {
            job = found;
            kept = null;
        }
    }

    void runsElsewhere(boolean elsewhere) {
        runsElsewhere = elsewhere;
    }

    /** Whether another trainer held the job's lease when it was looked at last. */
    boolean runsElsewhere() {
        return runsElsewhere;
    }

    /** Changes the job without an event and without the journal. */
    synchronized void update(UnaryOperator<Job> change) {
        job = change.apply(job);
    }

    /**
     * Changes the job's state, writes it down and tells the listeners.
     *
     * @throws StoreException only if the new state could not be written and {@code required} says so
     */
    synchronized void transition(UnaryOperator<Job> change, boolean required) {
        Job next = change.apply(job);
        if (required) {
            journal.save(next);
        }
        job = next;
        if (!required) {
            saveOrWarn();
        }
        emit(JobEvent.STATE, JobAnswers.stateData(next));
    }

    /** Writes the job down as it is now, with an event. */
    synchronized void checkpoint(String type, Map<String, Object> data) {
        saveOrWarn();
        emit(type, data);
    }

    /**
     * Keeps a document of the job, replacing one of the same name.
     *
     * @throws StoreException if it cannot be kept
     */
    void keep(String name, byte[] content) {
        journal.keep(job().id(), name, content);
    }

    /** A document of the job; empty if there is none. */
    Optional<byte[]> document(String name) {
        return journal.document(job().id(), name);
    }

    /** An event that cannot be kept is sent all the same, with the number 0 where not even the earlier ones are known. */
    synchronized void emit(String type, Map<String, Object> data) {
        JobEvent event;
        try {
            List<JobEvent> events = events();
            int earlier = type.equals(JobEvent.STEP) ? events.size() : events.size() + 1;
            event = new JobEvent(earlier, clock.instant(), type, data);
            if (event.kept()) {
                events.add(event);
                journal.append(job.id(), event);
            }
        } catch (StoreException e) {
            LOG.warnf("An event of job %s could not be kept: %s", job.id(), e.getMessage());
            event = new JobEvent(0, clock.instant(), type, data);
        }
        for (Consumer<JobEvent> listener : listeners) {
            listener.accept(event);
        }
    }

    /**
     * Sends all kept events after a number, then those to come.
     *
     * @param after 0 for all
     * @param listener called under this job's lock: it must return at once
     * @return ends the subscription; closing twice does nothing
     */
    synchronized Runnable subscribe(long after, Consumer<JobEvent> listener) {
        events().stream().filter(event -> event.number() > after).forEach(listener);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private List<JobEvent> events() {
        List<JobEvent> events = kept;
        if (events == null) {
            events = new ArrayList<>(journal.events(job.id()));
            kept = events;
        }
        return events;
    }

    private void saveOrWarn() {
        try {
            journal.save(job);
        } catch (StoreException e) {
            LOG.warnf("State %s of job %s could not be kept: %s", job.state(), job.id(), e.getMessage());
        }
    }
}
