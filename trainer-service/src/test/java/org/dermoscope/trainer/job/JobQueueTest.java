package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.StoreException;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.data.InvalidDataSetException;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobQueueTest {

    private static final int CAPACITY = 2;

    @TempDir
    Path folder;

    private SwitchableStore store;
    private ScriptedRuns runs;
    private JobQueue queue;
    private RunConfig config;

    @BeforeEach
    void start() {
        store = new SwitchableStore(new FilesystemArtifactStore(folder));
        ObjectNode request = Json.strict().createObjectNode().put("architecture", "sequential-cnn");
        config = new RunConfigResolver(new DataRoots(List.of()), Precision.FP32).resolve(request);
        restart();
    }

    @AfterEach
    void stop() {
        queue.close();
        store.close();
    }

    /** A new trainer on the same store. */
    private void restart() {
        runs = new ScriptedRuns();
        queue = new JobQueue(new JobJournal(store, keeping("trainer")), runs.jobs(), Clock.systemUTC(), CAPACITY);
        queue.start();
    }

    private JobState state(Job job) {
        return queue.find(job.id()).job().state();
    }

    private Job await(Job job, JobState state) {
        await(() -> state(job) == state);
        return queue.find(job.id()).job();
    }

    private static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(limit);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private List<JobEvent> events(Job job) {
        List<JobEvent> events = new ArrayList<>();
        queue.find(job.id()).subscribe(0, events::add).run();
        return events;
    }

    private List<String> states(Job job) {
        return events(job).stream()
                .filter(event -> event.type().equals(JobEvent.STATE))
                .map(event -> (String) event.data().get("state"))
                .toList();
    }

    @Test
    void aJobRunsAndTellsWhatItPublished() {
        Job job = queue.submit(config);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        runs.letEnd(1);

        Job ended = await(job, JobState.SUCCEEDED);

        assertThat(ended.checkpointId()).startsWith("sequential-cnn-20261123T205200Z-");
        assertThat(ended.promotion())
                .isNotNull()
                .satisfies(p -> assertThat(p.promoted()).isTrue());
        assertThat(ended.progress().epoch()).isEqualTo(1);
        assertThat(ended.progress().etaSeconds()).isNull();
        assertThat(ended.metrics()).isEqualTo(ScriptedRuns.metrics(3));
        assertThat(ended.startedAt()).isAfterOrEqualTo(ended.createdAt());
        assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
        assertThat(ended.device()).isEqualTo("test");
        assertThat(states(job)).containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
        assertThat(events(job))
                .extracting(JobEvent::type)
                .contains("stage", "epoch")
                .doesNotContain("step");
    }

    @Test
    void jobsRunOneAfterTheOtherInOrder() {
        Job first = queue.submit(config);
        await(first, JobState.RUNNING);
        Job second = queue.submit(config);
        Job third = queue.submit(config);
        assertThat(state(second)).isEqualTo(JobState.QUEUED);
        assertThat(queue.list()).extracting(Job::id).containsExactly(third.id(), second.id(), first.id());
        runs.letEnd(3);
        await(third, JobState.SUCCEEDED);
        assertThat(runs.started).containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void aFullQueueRefusesAndSaysWhenToComeBack() {
        await(queue.submit(config), JobState.RUNNING);
        queue.submit(config);
        queue.submit(config);
        assertThatThrownBy(() -> queue.submit(config)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal.retryAfter()).isPositive();
            assertThat(refusal).hasMessage("2 jobs are waiting; allowed: 2");
        });
        assertThat(queue.list()).hasSize(3);
    }

    @Test
    void aQueuedJobIsCancelledAtOnceAndNeverRuns() {
        Job running = await(queue.submit(config), JobState.RUNNING);
        Job queued = queue.submit(config);
        assertThat(queue.cancel(queued.id()).state()).isEqualTo(JobState.CANCELLED);
        runs.letEnd(1);
        await(running, JobState.SUCCEEDED);
        assertThat(runs.started).containsExactly(running.id());
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void anEndedJobCannotBeCancelled() {
        Job job = queue.submit(config);
        runs.letEnd(1);
        await(job, JobState.SUCCEEDED);
        assertThatThrownBy(() -> queue.cancel(job.id())).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal).hasMessageContaining("is SUCCEEDED");
        });
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThatThrownBy(() -> queue.find("x"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void badDataFailsTheJobWithItsOwnCode() {
        runs.failure = new InvalidDataSetException(
                InvalidDataSetException.Problem.MISSING_IMAGES, "2 of 3 rows have no image; allowed: 1 %");
        Job job = queue.submit(config);
        runs.letEnd(1);
        Job ended = await(job, JobState.FAILED);
        assertThat(ended.error()).isNotNull().satisfies(e -> {
            assertThat(e.code()).isEqualTo("missing_images");
            assertThat(e.message()).isEqualTo("2 of 3 rows have no image; allowed: 1 %");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnexpectedFailureTellsOnlyAnIdAndTheWorkerGoesOn(boolean asError) {
        if (asError) {
            runs.error = new AssertionError("secret");
        } else {
            runs.failure = new IllegalStateException("secret");
        }
        Job job = queue.submit(config);
        runs.letEnd(1);
        Job ended = await(job, JobState.FAILED);
        assertThat(ended.error()).isNotNull().satisfies(e -> {
            assertThat(e.code()).isEqualTo("internal_error");
            assertThat(e.message()).contains("the log has it under id").doesNotContain("secret");
        });
        runs.failure = null;
        runs.error = null;
        Job next = queue.submit(config);
        runs.letEnd(1);
        await(next, JobState.SUCCEEDED);
    }

    @Test
    void aStopEndsTheRunningJobAsInterruptedAndKeepsTheOthersInOrder() {
        Job running = await(queue.submit(config), JobState.RUNNING);
        Job second = queue.submit(config);
        Job third = queue.submit(config);
        queue.close();
        assertThat(state(running)).isEqualTo(JobState.INTERRUPTED);
        assertThatThrownBy(() -> queue.submit(config)).hasMessageContaining("stopping");

        restart();

        runs.letEnd(3);
        await(third, JobState.SUCCEEDED);
        assertThat(states(running)).containsExactly("QUEUED", "RUNNING", "INTERRUPTED", "RUNNING", "SUCCEEDED");
        assertThat(runs.started).containsExactly(running.id(), second.id(), third.id());
    }

    @Test
    void aJobThatRanWhenTheTrainerDiedGoesOn() {
        JobJournal journal = new JobJournal(store, keeping("trainer"));
        Clock clock = Clock.systemUTC();
        Job dead = Job.queued("20200101T000000Z-aaaaaa", config, clock.instant());
        journal.save(dead.running(clock.instant(), "test"));
        journal.acquire(dead.id()).orElseThrow().stopRenewing();

        restart();

        await(() -> runs.started.contains(dead.id()));
        assertThat(state(dead)).isEqualTo(JobState.RUNNING);
        runs.letEnd(1);
        await(dead, JobState.SUCCEEDED);
        assertThat(states(dead)).containsExactly("INTERRUPTED", "RUNNING", "SUCCEEDED");
        ArtifactKey lease = ArtifactKey.of("jobs").resolve(dead.id()).resolve("lease.json");
        await(() -> store.get(lease).isEmpty());
    }

    @Test
    void ofTwoTrainersOnAStoreOnlyOneRunsAJob() {
        Job job = await(queue.submit(config), JobState.RUNNING);
        ScriptedRuns otherRuns = new ScriptedRuns();
        try (JobQueue other =
                new JobQueue(new JobJournal(store, keeping("other")), otherRuns.jobs(), Clock.systemUTC(), CAPACITY)) {
            other.start();
            await(() -> other.find(job.id()).runsElsewhere());
            assertThatThrownBy(() -> other.cancel(job.id())).hasMessageContaining("another trainer");
            runs.letEnd(1);
            await(job, JobState.SUCCEEDED);
            await(() -> other.find(job.id()).job().state() == JobState.SUCCEEDED);
            assertThat(otherRuns.started).isEmpty();
        }
    }

    @Test
    void aJobThatAnotherTrainerTookIsFoundInTheStore() {
        ScriptedRuns otherRuns = new ScriptedRuns();
        try (JobQueue other =
                new JobQueue(new JobJournal(store, keeping("other")), otherRuns.jobs(), Clock.systemUTC(), CAPACITY)) {
            other.start();
            Job job = await(queue.submit(config), JobState.RUNNING);

            assertThat(other.find(job.id()).job().state()).isEqualTo(JobState.RUNNING);
            assertThatThrownBy(() -> other.cancel(job.id())).hasMessageContaining("another trainer");
            assertThatThrownBy(() -> other.find("20200101T000000Z-aaaaaa")).hasMessageContaining("There is no job");
            assertThatThrownBy(() -> other.find("../" + job.id())).hasMessageContaining("There is no job");

            runs.letEnd(1);
            await(job, JobState.SUCCEEDED);
            assertThat(other.find(job.id()).job().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(otherRuns.started).isEmpty();
        }
    }

    @Test
    void aTrainerTakesOverTheJobOfOneThatGivesNoSignOfLife() {
        JobJournal silent = new JobJournal(store, keeping("silent"));
        Clock clock = Clock.systemUTC();
        Job job = Job.queued("20200101T000000Z-aaaaaa", config, clock.instant());
        silent.save(job.running(clock.instant(), "test"));
        HeldLease lost = silent.acquire(job.id()).orElseThrow();
        lost.stopRenewing();

        restart();
        runs.letEnd(1);
        await(job, JobState.SUCCEEDED);

        assertThatThrownBy(lost::confirm).isInstanceOf(LeaseLostException.class).hasMessageContaining(job.id());
        assertThat(lost.lost()).isTrue();
    }

    @Test
    void aCancelledJobKeepsWhatItPublished() {
        Job job = await(queue.submit(config), JobState.RUNNING);
        queue.cancel(job.id());
        Job ended = await(job, JobState.CANCELLED);
        assertThat(ended.checkpointId()).startsWith("sequential-cnn-20261123T205200Z-");
        assertThat(ended.error()).isEqualTo(JobRunner.CANCELLED);
    }

    @Test
    void jobsAndTheirEventsSurviveARestart() {
        Job job = queue.submit(config);
        runs.letEnd(1);
        Job ended = await(job, JobState.SUCCEEDED);
        List<JobEvent> events = events(job);
        queue.close();

        restart();

        assertThat(queue.find(job.id()).job()).isEqualTo(ended);
        assertThat(events(job)).usingRecursiveComparison().isEqualTo(events);
        assertThat(events(job)).extracting(JobEvent::number).startsWith(1L, 2L, 3L);
    }

    @Test
    void aStateThatCannotBeReadKeepsNoOtherJobFromBeingFound() {
        Job job = queue.submit(config);
        runs.letEnd(1);
        await(job, JobState.SUCCEEDED);
        queue.close();
        store.put(ArtifactKey.of("jobs", "broken", "state.json"), new byte[] {'{'});

        restart();

        assertThat(queue.list()).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void aJobThatCannotBeWrittenDownIsNotTaken() {
        store.away = true;
        assertThatThrownBy(() -> queue.submit(config)).isInstanceOf(StoreException.class);
        store.away = false;
        assertThat(queue.list()).isEmpty();
    }

    @Test
    void aStoreThatIsAwayForAWhileDoesNotEndARun() {
        Job job = await(queue.submit(config), JobState.RUNNING);
        store.away = true;
        runs.letEnd(1);
        assertThat(await(job, JobState.SUCCEEDED).checkpointId()).isNotNull();
        store.away = false;
    }

    @Test
    void aTrainerWhoseStoreIsAwayAtStartTakesOverItsJobsLater() {
        await(queue.submit(config), JobState.RUNNING);
        Job waiting = queue.submit(config);
        queue.close();
        store.away = true;
        restart();
        assertThat(queue.recovered()).isFalse();
        assertThatThrownBy(() -> queue.submit(config))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(503));

        store.away = false;

        await(queue::recovered);
        runs.letEnd(2);
        await(waiting, JobState.SUCCEEDED);
    }

    @Test
    void aJobGoesOnWhileTheStoreIsAwayAndTheNextOneWaitsForIt() {
        Job first = await(queue.submit(config), JobState.RUNNING);
        Job second = queue.submit(config);
        store.away = true;
        runs.letEnd(1);
        await(first, JobState.SUCCEEDED);
        await(() -> queue.waiting() == 0);
        assertThat(state(second)).isEqualTo(JobState.QUEUED);
        store.away = false;
        runs.letEnd(1);
        await(second, JobState.SUCCEEDED);
        assertThat(queue.alive()).isTrue();
    }

    private JobKeeping keeping(String trainer) {
        return new JobKeeping(
                trainer, Duration.ofSeconds(1), new FilesystemArtifactStore(folder.resolve("unsaved")), 50);
    }
}
