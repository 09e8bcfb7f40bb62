package org.dermoscope.trainer.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.web.ApiException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of this trainer: a bounded queue in front of one worker, because the engine collects gradients for one
 * training of a JVM only. What a former trainer on this store left is taken over: a job that ran goes on first, queued
 * jobs keep their order. A job whose lease another trainer holds is left to it and looked at again. Thread-safe.
 */
public final class JobQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JobQueue.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final JobJournal journal;
    private final JobRunner runner;
    private final Clock clock;
    private final int capacity;
    private final JobIds ids = new JobIds();
    private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();
    private final BlockingDeque<TrackedJob> waiting = new LinkedBlockingDeque<>();
    private final List<TrackedJob> postponed = new ArrayList<>();
    private final Thread worker = new Thread(this::work, "training");
    private volatile Supplier<List<Job>> found;
    private volatile @Nullable CompletableFuture<JobState> onlyJob;
    private volatile boolean recovered;
    private volatile StoreException.Problem problem = StoreException.Problem.UNREACHABLE;
    private volatile boolean stopping;
    private volatile @Nullable TrackedJob current;

    /** @param capacity jobs that may wait beside the running one, at least 1 */
    public JobQueue(JobJournal journal, JobRuns runs, Clock clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("dermoscope.queue-capacity is " + capacity + "; allowed: at least 1");
        }
        this.journal = journal;
        this.found = journal::jobs;
        this.runner = new JobRunner(runs, clock);
        this.clock = clock;
        this.capacity = capacity;
        worker.setDaemon(true);
    }

    /** Reads the journal and begins to work; if the store is out of reach, tries again in the background. */
    public void start() {
        tryToRecover();
        worker.start();
    }

    /**
     * As {@link #start()}, for one job and no other: it goes on as it was begun if the store has it, else it begins as
     * ordered.
     *
     * @return completes with the state in which the job ended, whichever trainer ran it, and with an exception if it was
     *     given up; never if the service stops before
     */
    CompletableFuture<JobState> startOnly(String id, JobOrder order) {
        CompletableFuture<JobState> end = new CompletableFuture<>();
        onlyJob = end;
        found = () -> List.of(journal.find(id).orElseGet(() -> {
            Job job = Job.queued(id, order, clock.instant());
            journal.save(job);
            return job;
        }));
        start();
        return end;
    }

    /** As {@link #submit(JobOrder)}, of a training. */
    Job submit(RunConfig config) {
        return submit(JobOrder.training(config));
    }

    /**
     * Queues a job.
     *
     * @throws ApiException 409 if this trainer runs one job only, 429 if the queue is full, 503 while the journal has not
     *     been read or the service stops
     * @throws StoreException if the job cannot be written down
     */
    Job submit(JobOrder order) {
        if (onlyJob != null) {
            throw ApiException.conflict(
                    "single_job", "This trainer was started for one job and ends with it; post to another trainer");
        }
        requireRecovered();
        synchronized (jobs) {
            if (stopping) {
                throw new ApiException(503, "stopping", "The trainer is stopping", RETRY);
            }
            if (waiting.size() >= capacity) {
                throw new ApiException(
                        429,
                        "queue_full",
                        waiting.size() + " jobs are waiting; allowed: " + capacity,
                        Duration.ofMinutes(1));
            }
            Instant now = clock.instant();
            TrackedJob tracked = TrackedJob.created(Job.queued(ids.next(now), order, now), journal, clock);
            tracked.transition(job -> job, true);
            jobs.put(tracked.job().id(), tracked);
            waiting.add(tracked);
            return tracked.job();
        }
    }

    /** All jobs that this trainer took or found when it started, newest first. */
    List<Job> list() {
        requireRecovered();
        synchronized (jobs) {
            List<Job> list =
                    new ArrayList<>(jobs.values().stream().map(TrackedJob::job).toList());
            Collections.reverse(list);
            return list;
        }
    }

    /**
     * A job of this trainer, or one that another trainer on this store took: that one as it was written down last.
     *
     * @throws ApiException 404 if there is none of this id
     * @throws StoreException if the store cannot be asked for jobs of other trainers
     */
    TrackedJob find(String id) {
        requireRecovered();
        TrackedJob own;
        synchronized (jobs) {
            own = jobs.get(id);
        }
        return own != null ? own : elsewhere(id);
    }

    private TrackedJob elsewhere(String id) {
        TrackedJob other = Optional.of(id)
                .filter(SingleJobRequest::isJobId)
                .flatMap(journal::find)
                .map(job -> TrackedJob.found(job, journal, clock))
                .orElseThrow(() -> ApiException.notFound("unknown_job", "There is no job '" + id + "'"));
        other.runsElsewhere(!other.job().state().ended());
        return other;
    }

    /**
     * Takes a job out of the queue, or asks a running one to end after its current step.
     *
     * @throws ApiException 404 if there is none of this id, 409 if it has ended or another trainer runs it
     */
    Job cancel(String id) {
        TrackedJob tracked = find(id);
        if (tracked.job().state().ended()) {
            throw ApiException.conflict(
                    "job_ended",
                    "Job " + id + " is " + tracked.job().state() + "; only a job that has not ended can be cancelled");
        }
        if (tracked.runsElsewhere()) {
            throw ApiException.conflict(
                    "job_elsewhere", "Job " + id + " runs on another trainer of this store; cancel it there");
        }
        tracked.requestEnd(TrackedJob.EndRequest.CANCEL);
        if (waiting.remove(tracked)) {
            runner.end(tracked, JobState.CANCELLED, JobRunner.CANCELLED);
        }
        return tracked.job();
    }

    /** The job that runs now. */
    Optional<Job> running() {
        return Optional.ofNullable(current).map(TrackedJob::job);
    }

    /** Jobs in a state, those of former trainers included. */
    long count(JobState state) {
        synchronized (jobs) {
            return jobs.values().stream()
                    .filter(tracked -> tracked.job().state() == state)
                    .count();
        }
    }

    /** Number of jobs that wait. */
    int waiting() {
        return waiting.size();
    }

    /** Whether the journal has been read. */
    boolean recovered() {
        return recovered;
    }

    /** Whether the worker lives. */
    boolean alive() {
        return worker.isAlive();
    }

    /** Ends the running job after its step as INTERRUPTED and leaves the others queued for the next start. */
    @Override
    public void close() {
        synchronized (jobs) {
            stopping = true;
        }
        TrackedJob running = current;
        if (running != null) {
            running.requestEnd(TrackedJob.EndRequest.SHUTDOWN);
        }
        try {
            worker.join(GRACE.toMillis());
            if (worker.isAlive()) {
                worker.interrupt();
                worker.join(GRACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (!stopping && !recovered) {
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
                tryToRecover();
            }
            while (!stopping) {
                TrackedJob next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    runUnlessStopping(next);
                } else if (!postponed.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
                    waiting.addAll(postponed);
                    postponed.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The worker was interrupted", e);
        }
    }

    private void runUnlessStopping(TrackedJob next) {
        synchronized (jobs) {
            if (stopping) {
                return;
            }
            current = next;
        }
        try {
            runOrPostpone(next);
            tellIfEnded(next);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Job %s was given up", next.job().id());
            CompletableFuture<JobState> end = onlyJob;
            if (end != null) {
                end.completeExceptionally(e);
            }
        } finally {
            current = null;
        }
    }

    private void runOrPostpone(TrackedJob next) {
        String id = next.job().id();
        try {
            Optional<HeldLease> lease = journal.acquire(id);
            Optional<Job> stored = journal.find(id);
            boolean ended = stored.map(job -> job.state().ended()).orElse(false);
            if (lease.isEmpty() || ended) {
                stored.ifPresent(next::adopt);
                lease.ifPresent(HeldLease::close);
            }
            next.runsElsewhere(lease.isEmpty() && !ended);
            if (lease.isEmpty() && !ended) {
                postponed.add(next);
            } else if (lease.isPresent() && !ended) {
                try (HeldLease held = lease.get()) {
                    runner.run(next, journal.resumePoint(id, held));
                }
            }
        } catch (LeaseLostException e) {
            LOG.warn(e.getMessage());
            postponed.add(next);
        } catch (StoreException e) {
            LOG.warnf("Job %s waits for the store: %s", id, e.getMessage());
            postponed.add(next);
        }
    }

    private void tellIfEnded(TrackedJob tracked) {
        CompletableFuture<JobState> end = onlyJob;
        JobState state = tracked.job().state();
        if (end != null && state.ended()) {
            end.complete(state);
        }
    }

    private void tryToRecover() {
        try {
            recover(found.get());
        } catch (StoreException e) {
            problem = e.problem();
            LOG.warnf("The jobs in the store cannot be read yet: %s", e.getMessage());
        }
    }

    private void recover(List<Job> stored) {
        synchronized (jobs) {
            jobs.clear();
            waiting.clear();
            List<TrackedJob> begun = new ArrayList<>();
            for (Job job : stored) {
                TrackedJob tracked = TrackedJob.found(job, journal, clock);
                jobs.put(job.id(), tracked);
                tellIfEnded(tracked);
                if (job.state() == JobState.QUEUED) {
                    waiting.add(tracked);
                } else if (!job.state().ended()) {
                    begun.add(tracked);
                }
            }
            Collections.reverse(begun);
            begun.forEach(waiting::addFirst);
            recovered = true;
        }
    }

    private void requireRecovered() {
        if (!recovered) {
            throw new ApiException(
                    503, "store_unavailable", problem.sentence() + " and keeps the jobs; try again", RETRY);
        }
    }
}
