package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWatcherTest {
    @TempDir
    Path folder;

    @Test
    void findsTheFirstChampionByItselfAndEndsWhenClosed() throws Exception {
        FilesystemArtifactStore store = new FilesystemArtifactStore(folder);
        CheckpointRepository repository = new CheckpointRepository(store);
        ModelLoader loader = new ModelLoader(
                repository,
                checkpoint -> FakeCheckpoints.loaded(new FakeClassifier(FakeCheckpoints.answerOf(checkpoint))),
                new WarmUp(new BatchShapes(1), Duration.ZERO),
                Clock.systemUTC());
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        ChampionFollower follower = new ChampionFollower(repository, loader, new ActiveModel(), state -> {
            looked.countDown();
            if (state.status() == ModelState.Status.HEALTHY) {
                found.countDown();
            }
        });
        CheckpointWatcher watcher = new CheckpointWatcher(follower, Duration.ofMillis(5));
        watcher.start();
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        new FakeCheckpoints(store).publishChampion(LesionClass.MEL);
        assertThat(found.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watcher.running()).isTrue();
        watcher.close();
        assertThat(watcher.running()).isFalse();
    }

    @Test
    void refusesAnIntervalOfNothing() {
        ChampionFollower follower = new ChampionFollower(
                new CheckpointRepository(new FilesystemArtifactStore(folder)),
                new ModelLoader(
                        new CheckpointRepository(new FilesystemArtifactStore(folder)),
                        checkpoint -> FakeCheckpoints.loaded(new FakeClassifier(LesionClass.MEL)),
                        new WarmUp(new BatchShapes(1), Duration.ZERO),
                        Clock.systemUTC()),
                new ActiveModel(),
                state -> {});
        assertThatThrownBy(() -> new CheckpointWatcher(follower, Duration.ZERO)).hasMessageContaining("PT0S");
    }
}
