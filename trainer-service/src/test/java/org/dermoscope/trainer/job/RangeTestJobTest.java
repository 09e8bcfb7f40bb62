package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.range.LossCurve;
import org.dermoscope.trainer.range.LrRangeResult;
import org.dermoscope.trainer.run.RunCancelledException;
import org.dermoscope.trainer.run.RunListener;
import org.dermoscope.trainer.training.LrRangeOrder;
import org.dermoscope.trainer.training.LrRangeRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range test in the queue. */
class RangeTestJobTest {
    @TempDir
    Path folder;

    private final AtomicInteger started = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private FilesystemArtifactStore store;
    private JobQueue queue;
    private JobOrder order;

    @BeforeEach
    void start() {
        store = new FilesystemArtifactStore(folder);
        ObjectNode request = Json.strict()
                .createObjectNode()
                .put("architecture", "sequential-cnn")
                .put("kind", "lr_range_test");
        order = new RunConfigResolver(new DataRoots(List.of()), Precision.FP32).resolveOrder(request);
        restart();
    }

    @AfterEach
    void stop() {
        queue.close();
        store.close();
    }

    private void restart() {
        JobKeeping keeping = new JobKeeping(
                "trainer", Duration.ofSeconds(1), new FilesystemArtifactStore(folder.resolve("unsaved")), 50);
        LrRangeRuns tests = this::run;
        queue = new JobQueue(new JobJournal(store, keeping), new ScriptedRuns().jobs(tests), Clock.systemUTC(), 2);
        queue.start();
    }

    /** Two steps, then what the test says. */
    private LrRangeResult run(LrRangeOrder asked, RunListener listener, BiConsumer<String, byte[]> documents)
            throws InterruptedException {
        started.incrementAndGet();
        listener.onStep(1, 1, asked.spec().steps(), 2, 20);
        listener.onStep(1, 2, asked.spec().steps(), 1.5, 20);
        while (!mayEnd.tryAcquire()) {
            if (listener.cancelled() || listener.finishEarly()) {
                throw new RunCancelledException();
            }
            Thread.sleep(5);
        }
        LossCurve curve = new LossCurve();
        curve.add(0.1, 2);
        curve.add(0.2, 1.5);
        documents.accept(LrRangeRuns.JSON, new byte[] {'{', '}'});
        return LrRangeResult.of(asked.spec(), LrRangeResult.End.LOSS_NOT_FINITE, curve);
    }

    private Job await(Job job, JobState state) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (queue.find(job.id()).job().state() != state
                || state == JobState.RUNNING
                        && queue.find(job.id()).job().progress().step() < 2) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(limit);
            Thread.sleep(5);
        }
        return queue.find(job.id()).job();
    }

    @Test
    void itsProgressIsThatOfOneEpoch() throws Exception {
        Job job = await(queue.submit(order), JobState.RUNNING);
        assertThat(job.progress().epoch()).isEqualTo(1);
        assertThat(job.progress().steps()).isEqualTo(100);
        // 98 steps to come, and no epoch.
        assertThat(job.progress().etaSeconds())
                .isEqualTo(Math.round(98 * order.config().batchSize() / 20.0));
    }

    @Test
    void itSucceedsWithAResultAndWithoutACheckpoint() throws Exception {
        Job job = queue.submit(order);
        mayEnd.release();
        Job ended = await(job, JobState.SUCCEEDED);
        assertThat(ended.checkpointId()).isNull();
        assertThat(ended.promotion()).isNull();
        assertThat(JobAnswers.of(ended).metrics())
                .containsEntry("end", "loss_not_finite")
                .containsEntry("steps", 2)
                .containsEntry("lowest_loss_learning_rate", 0.2)
                .containsEntry("suggested_learning_rate", null);
        assertThat(queue.find(job.id()).document(LrRangeRuns.JSON))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("{}"));
    }

    @Test
    void itIsFoundWithItsResultAfterARestart() throws Exception {
        Job job = queue.submit(order);
        mayEnd.release();
        Job ended = await(job, JobState.SUCCEEDED);
        queue.close();
        restart();
        assertThat(queue.find(job.id()).job()).isEqualTo(ended);
        assertThat(queue.find(job.id()).document(LrRangeRuns.JSON)).isPresent();
    }

    @Test
    void aCancelledOneKeepsNothing() throws Exception {
        Job job = await(queue.submit(order), JobState.RUNNING);
        queue.cancel(job.id());
        Job ended = await(job, JobState.CANCELLED);
        assertThat(ended.error()).isEqualTo(JobRunner.CANCELLED);
        assertThat(queue.find(job.id()).document(LrRangeRuns.JSON)).isEmpty();
    }

    @Test
    void anInterruptedOneStartsAgain() throws Exception {
        Job job = await(queue.submit(order), JobState.RUNNING);
        queue.close();
        assertThat(queue.find(job.id()).job().state()).isEqualTo(JobState.INTERRUPTED);
        restart();
        mayEnd.release();
        await(job, JobState.SUCCEEDED);
        assertThat(started).hasValue(2);
    }
}
