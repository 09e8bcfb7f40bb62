package org.dermoscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.prune.PrunePolicy;
import org.dermoscope.prune.Pruner;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.epoch.MemoryResumePoint;
import org.dermoscope.trainer.promotion.Contender;
import org.dermoscope.trainer.promotion.PromotionDecision;
import org.dermoscope.trainer.promotion.PromotionPolicy;
import org.dermoscope.trainer.run.RunConfig;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningRunsTest {
    private final CheckpointFixtures fixtures = new CheckpointFixtures(new TinyArchitecture());

    @TempDir
    Path folder;

    private FilesystemArtifactStore store;
    private CheckpointRepository repository;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder);
        repository = new CheckpointRepository(store);
    }

    /** A run that publishes the checkpoint of that seed and does not promote it. */
    private TrainingRuns publishing(int seed) {
        return (jobId, config, listener, resumePoint) -> {
            Checkpoint published = fixtures.publish(store, seed);
            PromotionDecision decision =
                    new PromotionPolicy().decide(Contender.of(published.stored()), PromotionMode.NEVER, null);
            return new RunOutcome(published.id(), decision, null);
        };
    }

    private RunOutcome runKeepingOne(TrainingRuns runs) throws InterruptedException {
        RunConfig config = RealRuns.config("");
        return new PruningRuns(runs, new Pruner(repository, new PrunePolicy(1)))
                .run("20261123T205200Z-4f09ab", config, new HeardRun(1), new MemoryResumePoint());
    }

    private List<String> present() {
        return repository.list().manifests().stream()
                .map(StoredManifest::id)
                .map(id -> id.run())
                .toList();
    }

    @Test
    void aPublicationRemovesWhatIsOlderThanTheNewestKept() throws InterruptedException {
        fixtures.publishChampion(store, 1);
        fixtures.publish(store, 2);

        RunOutcome outcome = runKeepingOne(publishing(3));

        assertThat(outcome.checkpointId().run()).isEqualTo("fix003");
        assertThat(present()).containsExactly("fix003", "fix001");
    }

    @Test
    void aRunThatPublishesNothingRemovesNothing() {
        fixtures.publish(store, 1);
        fixtures.publish(store, 2);

        assertThatThrownBy(() -> runKeepingOne((jobId, config, listener, resumePoint) -> {
                    throw new IllegalStateException("no data");
                }))
                .hasMessage("no data");
        assertThat(present()).containsExactly("fix002", "fix001");
    }

    @Test
    void aRunSucceedsThoughOldCheckpointsCannotBeRemoved() throws InterruptedException {
        fixtures.publish(store, 1);
        store.put(ArtifactKey.of("champion.json"), "{".getBytes(StandardCharsets.UTF_8));

        assertThat(runKeepingOne(publishing(2)).checkpointId().run()).isEqualTo("fix002");
        assertThat(present()).containsExactly("fix002", "fix001");
    }
}
