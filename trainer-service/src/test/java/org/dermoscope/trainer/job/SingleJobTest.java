package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dermoscope.architecture.Precision;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleJobTest {
    private static final String ID = "6f1c2a34-9b-4f09ab";
    private static final String REQUEST = "{\"architecture\":\"sequential-cnn\",\"epochs\":3}";
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    private final RunConfigResolver resolver = new RunConfigResolver(new DataRoots(List.of()), Precision.FP32);
    private final ScriptedRuns runs = new ScriptedRuns();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private SwitchableStore store;
    private JobQueue queue;

    @BeforeEach
    void start() {
        store = new SwitchableStore(new FilesystemArtifactStore(folder));
        queue = new JobQueue(journal("trainer"), runs.jobs(), Clock.systemUTC(), 2);
    }

    @AfterEach
    void stop() {
        queue.close();
        store.close();
    }

    private JobJournal journal(String trainer) {
        JobKeeping keeping = new JobKeeping(
                trainer, Duration.ofSeconds(1), new FilesystemArtifactStore(folder.resolve("unsaved")), 50);
        return new JobJournal(store, keeping);
    }

    private SingleJob single(String request) {
        return new SingleJob(
                SingleJobRequest.of(Optional.of(ID), Optional.of(request), NONE), queue, resolver, exit::complete);
    }

    private int exitCode() throws Exception {
        return exit.get(20, TimeUnit.SECONDS);
    }

    private Job job(String id) {
        Job job = Job.queued(id, order().config(), Clock.systemUTC().instant());
        journal("other").save(job);
        return job;
    }

    private JobOrder order() {
        return JobOrder.training(resolver.resolve(SingleJobRequest.of(Optional.of(ID), Optional.of(REQUEST), NONE)
                .orElseThrow()
                .body()));
    }

    @Test
    void itRunsTheJobUnderItsIdAndEndsWithZero() throws Exception {
        Job others = job("20200101T000000Z-aaaaaa");
        assertThat(single(REQUEST).start()).isTrue();
        runs.letEnd(2);

        assertThat(exitCode()).isZero();
        assertThat(runs.started).containsExactly(ID);
        Job ended = journal("trainer").find(ID).orElseThrow();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.config().epochs()).isEqualTo(3);
        assertThat(journal("trainer").find(others.id()).orElseThrow().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aFailedTrainingEndsWithACodeOfItsOwn() throws Exception {
        runs.failure = new IllegalStateException("no images");
        single(REQUEST).start();
        runs.letEnd(1);
        assertThat(exitCode()).isEqualTo(SingleJob.NOT_SUCCEEDED);
    }

    @Test
    void aJobThatWasInterruptedGoesOnAsItWasBegun() throws Exception {
        RunConfig begun = order().config();
        Clock clock = Clock.systemUTC();
        journal("other")
                .save(Job.queued(ID, begun, clock.instant())
                        .running(clock.instant(), "test")
                        .endedWithout(JobState.INTERRUPTED, clock.instant(), JobRunner.INTERRUPTED));
        single("{\"architecture\":\"custom-resnet\"}").start();
        runs.letEnd(1);

        assertThat(exitCode()).isZero();
        assertThat(runs.started).containsExactly(ID);
        assertThat(journal("trainer").find(ID).orElseThrow().config()).isEqualTo(begun);
    }

    @Test
    void aJobThatHasSucceededIsNotRunAgain() throws Exception {
        single(REQUEST).start();
        runs.letEnd(1);
        assertThat(exitCode()).isZero();
        queue.close();

        CompletableFuture<Integer> second = new CompletableFuture<>();
        queue = new JobQueue(journal("second"), runs.jobs(), Clock.systemUTC(), 2);
        new SingleJob(
                        SingleJobRequest.of(Optional.of(ID), Optional.of(REQUEST), NONE),
                        queue,
                        resolver,
                        second::complete)
                .start();
        assertThat(second.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(runs.started).hasSize(1);
    }

    @Test
    void itWaitsForAStoreThatIsAway() throws Exception {
        SingleJob single = single(REQUEST);
        store.away = true;
        single.start();
        assertThat(exit).isNotDone();
        store.away = false;
        runs.letEnd(1);
        assertThat(exitCode()).isZero();
    }

    @Test
    void noOtherJobIsTaken() {
        single(REQUEST).start();
        RunConfig config = order().config();
        assertThatThrownBy(() -> queue.submit(config))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("single_job"));
        assertThat(exit).isNotDone();
    }

    @Test
    void aTrainerThatIsStoppedLeavesTheJobInterruptedAndSaysNothingOfItsEnd() {
        single(REQUEST).start();
        await(() -> runs.started.contains(ID));
        queue.close();
        assertThat(journal("trainer").find(ID).orElseThrow().state()).isEqualTo(JobState.INTERRUPTED);
        assertThat(exit).isNotDone();
    }

    @Test
    void aRequestThatPostJobsWouldRefuseIsRefusedAtStart() {
        SingleJob single = single("{\"architecture\":\"resnet50\"}");
        assertThatThrownBy(single::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dermoscope.job.request is '{\"architecture\":\"resnet50\"}'")
                .hasMessageContaining("sequential-cnn");
    }

    @Test
    void withoutSettingsNothingIsStarted() {
        assertThat(new SingleJob(SingleJobRequest.of(NONE, NONE, NONE), queue, resolver, exit::complete).start())
                .isFalse();
        assertThat(queue.alive()).isFalse();
    }

    private static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(limit);
            Thread.onSpinWait();
        }
    }
}
