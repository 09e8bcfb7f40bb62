package org.dermoscope.trainer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.store.MinioArtifactStore;
import org.dermoscope.store.MinioServer;
import org.dermoscope.store.RequiresMinio;
import org.dermoscope.trainer.training.RealRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresMinio
class JobsOnMinioIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void aTrainingPublishesToMinioAndItsJobSurvivesARestart() throws Exception {
        try (MinioServer server = MinioServer.start();
                ArtifactStore store = new MinioArtifactStore(server.settings("dermoscope"))) {
            CheckpointRepository repository = new CheckpointRepository(store);
            JobRuns runs = RealRuns.jobs(repository, folder);
            Job job;
            List<JobEvent> events = new ArrayList<>();
            try (JobQueue queue = new JobQueue(new JobJournal(store, keeping("trainer")), runs, Clock.systemUTC(), 1)) {
                queue.start();
                job = awaitEnd(queue, queue.submit(RealRuns.config("")).id());
                queue.find(job.id()).subscribe(0, events::add);
            }
            assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
            assertThat(repository.champion().orElseThrow().champion().members())
                    .singleElement()
                    .satisfies(m -> assertThat(m.checkpointId()).isEqualTo(job.checkpointId()));
            CheckpointId id = CheckpointId.parse(String.valueOf(job.checkpointId()));
            assertThat(repository.open(id).object(ObjectNames.WEIGHTS)).isNotEmpty();

            try (JobQueue restarted =
                    new JobQueue(new JobJournal(store, keeping("trainer")), runs, Clock.systemUTC(), 1)) {
                restarted.start();
                assertThat(restarted.list()).containsExactly(job);
                List<JobEvent> again = new ArrayList<>();
                restarted.find(job.id()).subscribe(0, again::add);
                assertThat(again).extracting(JobEvent::type).isEqualTo(types(events));
            }
        }
    }

    private static List<String> types(List<JobEvent> events) {
        return events.stream().map(JobEvent::type).toList();
    }

    private static Job awaitEnd(JobQueue queue, String id) throws InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!queue.find(id).job().state().ended()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(limit);
            Thread.sleep(50);
        }
        return queue.find(id).job();
    }

    private JobKeeping keeping(String trainer) {
        return new JobKeeping(
                trainer, Duration.ofSeconds(1), new FilesystemArtifactStore(folder.resolve("unsaved")), 50);
    }
}
