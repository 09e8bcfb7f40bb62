package org.dermoscope.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointFixtures;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleFixtures;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrunerTest {
    private final CheckpointFixtures fixtures = new CheckpointFixtures(new TinyArchitecture());

    @TempDir
    Path folder;

    private ArtifactStore store;
    private CheckpointRepository repository;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder);
        repository = new CheckpointRepository(store);
    }

    private static PrunePlan prune(ArtifactStore store, int keep) {
        Pruner pruner = new Pruner(new CheckpointRepository(store), new PrunePolicy(keep));
        return pruner.carryOut(pruner.plan());
    }

    private List<CheckpointId> present() {
        return repository.list().manifests().stream().map(StoredManifest::id).toList();
    }

    private boolean holdsObjectsOf(Checkpoint checkpoint) {
        return store.list(ArtifactKey.of("checkpoints")).stream()
                .anyMatch(info -> info.key().value().contains(checkpoint.id().run()));
    }

    /** The store, with something that happens just before the first object of that checkpoint is deleted. */
    private ArtifactStore interrupted(CheckpointId id, Runnable happening) {
        boolean[] happened = {false};
        return (ArtifactStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ArtifactStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("delete")
                            && arguments[0].toString().contains(id.run())
                            && !happened[0]) {
                        happened[0] = true;
                        happening.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void removesTheOldestWithAllTheirObjectsAndTellsWhatThatFreed() {
        Checkpoint oldest = fixtures.publish(store, 1);
        Checkpoint old = fixtures.publish(store, 2);
        Checkpoint champion = fixtures.publishChampion(store, 3);
        Checkpoint newest = fixtures.publish(store, 4);

        PrunePlan done = prune(store, 1);

        assertThat(present()).containsExactly(newest.id(), champion.id());
        assertThat(holdsObjectsOf(oldest)).isFalse();
        assertThat(holdsObjectsOf(old)).isFalse();
        assertThat(done.removed()).extracting(PruneItem::id).containsExactly(old.id(), oldest.id());
        long both = Stream.of(oldest, old)
                .flatMap(checkpoint -> checkpoint.manifest().objects().values().stream())
                .mapToLong(object -> object.size())
                .sum();
        assertThat(done.freedBytes()).isEqualTo(both).isPositive();
        assertThat(done.items().get(1).reasons()).containsExactly(KeepReason.CHAMPION, KeepReason.HISTORY);
        assertThat(repository.open(champion.id()).manifest()).isEqualTo(champion.manifest());
    }

    @Test
    void theMembersOfAChampionAndOfPinnedEnsemblesStay() {
        StoredManifest first = fixtures.publish(store, 1).stored();
        StoredManifest second = fixtures.publish(store, 2).stored();
        StoredManifest third = fixtures.publish(store, 3).stored();
        StoredManifest fourth = fixtures.publish(store, 4).stored();
        StoredManifest newest = fixtures.publish(store, 5).stored();
        StoredEnsemble champion = EnsembleFixtures.publish(store, "aaaa", List.of(second, first), 0.75, 0.25);
        StoredEnsemble pinned = EnsembleFixtures.publish(store, "bbbb", List.of(third, newest), 0.75, 0.25);
        StoredEnsemble other = EnsembleFixtures.publish(store, "cccc", List.of(fourth, newest), 0.75, 0.25);
        EnsembleFixtures.moveChampion(store, champion);
        assertThat(repository.pins().pin(pinned.id())).isTrue();

        PrunePlan done = prune(store, 1);

        assertThat(present()).containsExactly(newest.id(), third.id(), second.id(), first.id());
        assertThat(done.ensembles()).containsExactly(other.id());
        assertThat(repository.ensembles().list().ensembles()).containsExactly(pinned, champion);

        CheckpointFixtures.moveChampion(store, newest);
        prune(store, 1);
        assertThat(present()).as("still among the last champions").contains(first.id(), second.id());

        repository.pins().unpin(pinned.id());
        assertThat(prune(store, 1).ensembles()).containsExactly(pinned.id());
        assertThat(present()).containsExactly(newest.id(), second.id(), first.id());
    }

    @Test
    void anEnsembleThatIsNotThereIsNotPinned() {
        EnsembleId nobody = EnsembleId.parse("ensemble-20261124T060000Z-none");
        assertThat(repository.pins().pin(nobody)).isFalse();
        assertThat(repository.pins().contains(nobody)).isFalse();
        assertThat(repository.pins().ensembles()).isEmpty();
    }

    @Test
    void aPlanRemovesNothing() {
        fixtures.publish(store, 1);
        fixtures.publish(store, 2);

        PrunePlan plan = new Pruner(repository, new PrunePolicy(1)).plan();

        assertThat(plan.removed()).hasSize(1);
        assertThat(present()).hasSize(2);
    }

    @Test
    void theLastFiveChampionsStayAndEarlierOnesGo() {
        for (int seed = 1; seed <= 7; seed++) {
            fixtures.publishChampion(store, seed);
        }

        PrunePlan done = prune(store, 1);

        assertThat(done.removed()).extracting(item -> item.id().run()).containsExactlyInAnyOrder("fix001", "fix002");
    }

    @Test
    void aPinnedOneStaysUntilItIsUnpinned() {
        Checkpoint old = fixtures.publish(store, 1);
        fixtures.publish(store, 2);
        assertThat(repository.pins().pin(old.id())).isTrue();

        assertThat(prune(store, 1).removed()).isEmpty();
        repository.pins().unpin(old.id());
        assertThat(prune(store, 1).removed()).extracting(PruneItem::id).containsExactly(old.id());
    }

    @Test
    void oneThatBecomesChampionWhileAnotherIsRemovedStays() {
        Checkpoint old = fixtures.publish(store, 1);
        Checkpoint removed = fixtures.publish(store, 2);
        fixtures.publish(store, 3);

        PrunePlan done =
                prune(interrupted(removed.id(), () -> CheckpointFixtures.moveChampion(store, old.stored())), 1);

        assertThat(done.removed()).extracting(PruneItem::id).containsExactly(removed.id());
        assertThat(repository.open(old.id()).manifest()).isEqualTo(old.manifest());
    }

    @Test
    void oneThatBecomesChampionDuringItsOwnRemovalIsPutBackWhole() {
        Checkpoint old = fixtures.publish(store, 1);
        fixtures.publish(store, 2);

        PrunePlan done = prune(interrupted(old.id(), () -> CheckpointFixtures.moveChampion(store, old.stored())), 1);

        assertThat(done.removed()).isEmpty();
        assertThat(done.items().get(1).reasons()).containsExactly(KeepReason.CHAMPION, KeepReason.HISTORY);
        assertThat(repository.open(old.stored().asSoleMember()).manifest()).isEqualTo(old.manifest());
    }

    @Test
    void oneThatIsPinnedDuringItsOwnRemovalIsPutBackWhole() {
        Checkpoint old = fixtures.publish(store, 1);
        fixtures.publish(store, 2);

        PrunePlan done = prune(interrupted(old.id(), () -> repository.pins().pin(old.id())), 1);

        assertThat(done.items().get(1).reasons()).isEqualTo(Set.of(KeepReason.PINNED));
        assertThat(repository.open(old.id()).stored()).isEqualTo(old.stored());
    }

    @Test
    void nothingGoesWhileNobodyCanSayWhatTheChampionIs() {
        fixtures.publish(store, 1);
        fixtures.publish(store, 2);
        store.put(ArtifactKey.of("champion.json"), "{".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> prune(store, 1))
                .isInstanceOf(CheckpointRejectedException.class)
                .hasMessageContaining("champion.json");
        assertThat(present()).hasSize(2);
    }

    @Test
    void aManifestThatCannotBeReadIsLeftAlone() {
        fixtures.publish(store, 1);
        ArtifactKey newer = ArtifactKey.of("checkpoints/tiny/20200101T000000Z-newer/manifest.json");
        store.put(newer, "{\"schema_version\":99}".getBytes(StandardCharsets.UTF_8));

        assertThat(prune(store, 1).unreadable()).isEqualTo(1);
        assertThat(store.head(newer)).isPresent();
    }
}
