package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.architecture.Precision;
import org.dermoscope.checkpoint.Json;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.data.DataRoots;
import org.dermoscope.trainer.run.RunConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressListenerTest {
    @TempDir
    Path folder;

    private final List<JobEvent> events = new ArrayList<>();
    private TrackedJob tracked;
    private ProgressListener listener;

    @BeforeEach
    void track() throws Exception {
        RunConfig config = new RunConfigResolver(new DataRoots(List.of()), Precision.FP32)
                .resolve(
                        Json.strict().readTree("{\"architecture\":\"sequential-cnn\",\"epochs\":4,\"batch_size\":10}"));
        Clock clock = Clock.systemUTC();
        Job job = Job.queued("20261123T205200Z-4f09ab", config, clock.instant());
        tracked = TrackedJob.created(
                job,
                new JobJournal(
                        new FilesystemArtifactStore(folder),
                        new JobKeeping(
                                "trainer",
                                Duration.ofSeconds(1),
                                new FilesystemArtifactStore(folder.resolve("unsaved")),
                                50)),
                clock);
        tracked.subscribe(0, events::add);
        listener = new ProgressListener(tracked);
    }

    private JobProgress progress() {
        return tracked.job().progress();
    }

    @Test
    void theTimeLeftFollowsFromTheSpeedOfTheStepsBeforeAnEpochHasEnded() {
        listener.onStep(1, 5, 20, 1.5, 20);
        // 0.5 s a step: 15 steps of this epoch and 3 epochs of 20.
        assertThat(progress().etaSeconds()).isEqualTo(Math.round(15 * 0.5 + 3 * 20 * 0.5));
    }

    @Test
    void anEpochToComeTakesAsLongAsTheLastOneDid() {
        listener.onEpoch(ScriptedRuns.metrics(100));
        listener.onStep(2, 10, 20, 1.5, 20);
        assertThat(progress().etaSeconds()).isEqualTo(Math.round(10 * 0.5 + 2 * 100));
    }

    @Test
    void stepsAreSentAtMostTwiceASecondAndTheLastOneAlways() {
        for (int step = 1; step <= 100; step++) {
            listener.onStep(1, step, 100, 1.5, 20);
        }
        assertThat(events.stream()
                        .filter(e -> e.type().equals(JobEvent.STEP))
                        .map(e -> e.data().get("step")))
                .hasSizeBetween(2, 10)
                .startsWith(1)
                .endsWith(100);
        assertThat(progress().step()).isEqualTo(100);
    }

    @Test
    void stepsAfterAnotherStageAreTrainingAgain() {
        listener.onStage("reading images");
        listener.onStep(1, 1, 2, 1.5, 20);
        listener.onStage("validating");
        listener.onStage("validating");
        listener.onStep(2, 1, 2, 1.5, 20);
        assertThat(events.stream()
                        .filter(e -> e.type().equals(JobEvent.STAGE))
                        .map(e -> e.data().get("stage")))
                .containsExactly("reading images", "training", "validating", "training");
    }

    @Test
    void theListenerIsCancelledOnceTheJobIsToEnd() {
        assertThat(listener.cancelled()).isFalse();
        tracked.requestEnd(TrackedJob.EndRequest.SHUTDOWN);
        tracked.requestEnd(TrackedJob.EndRequest.CANCEL);
        assertThat(listener.cancelled()).isTrue();
        assertThat(tracked.endRequest()).isEqualTo(TrackedJob.EndRequest.SHUTDOWN);
    }
}
