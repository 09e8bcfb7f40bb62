package org.dermoscope.trainer.job;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.TrainerIdentity;
import org.dermoscope.trainer.training.RealRuns;

/**
 * A trainer on a small sample that posts one job if its store has none and ends when all have ended. Arguments: the
 * folder of the store and of all else.
 */
public final class TrainerProcess {
    private TrainerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        try (TrainerIdentity identity = TrainerIdentity.in(folder);
                FilesystemArtifactStore store = new FilesystemArtifactStore(folder.resolve("store"))) {
            JobKeeping keeping = new JobKeeping(
                    identity.id(), Duration.ofSeconds(10), new FilesystemArtifactStore(folder.resolve("unsaved")), 2);
            JobJournal journal = new JobJournal(store, keeping);
            try (JobQueue queue = new JobQueue(
                    journal, RealRuns.jobs(new CheckpointRepository(store), folder), Clock.systemUTC(), 1)) {
                queue.start();
                if (queue.list().isEmpty()) {
                    queue.submit(RealRuns.config(",\"epochs\":3"));
                }
                List<Job> jobs = queue.list();
                while (!jobs.stream().allMatch(job -> job.state().ended())) {
                    jobs.stream()
                            .filter(job -> job.progress().step() > 0)
                            .forEach(job ->
                                    System.out.println("epoch " + job.progress().epoch() + " step "
                                            + job.progress().step()));
                    Thread.sleep(50);
                    jobs = queue.list();
                }
                jobs.forEach(job -> System.out.println("ended " + job.state()));
            }
        }
    }
}
