package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleRepositoryTest {
    private static final CheckpointFixtures FIXTURES = new CheckpointFixtures(new TinyArchitecture());

    @TempDir
    Path folder;

    private ArtifactStore store;
    private CheckpointRepository repository;
    private StoredManifest one;
    private StoredManifest two;

    @BeforeEach
    void publishMembers() {
        store = new FilesystemArtifactStore(folder);
        repository = new CheckpointRepository(store);
        one = FIXTURES.publish(store, 1).stored();
        two = FIXTURES.publish(store, 2).stored();
    }

    @Test
    void opensWhatItPublishedWithItsMembers() {
        StoredEnsemble published = EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.75, 0.25);

        Ensemble opened = repository.ensembles().open(published.id());

        assertThat(opened.stored()).isEqualTo(published);
        assertThat(opened.members()).extracting(Checkpoint::stored).containsExactly(one, two);
        assertThat(opened.stored().manifest().members())
                .extracting(Champion.Member::weight)
                .containsExactly(0.75, 0.25);
        assertThat(repository.ensembles().object(published, ObjectNames.EVALUATION))
                .hasValueSatisfying(content -> assertThat(content).asString().isEqualTo("{}"));
        assertThat(folder.resolve("ensembles/ensemble-20261124T060000Z-aaaa/manifest.json"))
                .isRegularFile();
    }

    @Test
    void listsTheNewestFirstAndNamesWhatCannotBeRead() {
        StoredEnsemble first = EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.75, 0.25);
        StoredEnsemble second = EnsembleFixtures.publish(store, "bbbb", List.of(two, one), 0.5, 0.5);
        store.put(new ArtifactKey("ensembles/ensemble-20261124T060000Z-cccc/manifest.json"), bytes("{"));
        store.put(new ArtifactKey("ensembles/ensemble-20261124T060000Z-dddd/evaluation.json"), bytes("{}"));

        EnsembleListing listing = repository.ensembles().list();

        assertThat(listing.ensembles()).containsExactly(second, first);
        assertThat(listing.unreadable())
                .singleElement()
                .satisfies(unreadable -> assertThat(unreadable.key()).contains("cccc"));
    }

    @Test
    void neverOverwritesOneThatExists() {
        EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.75, 0.25);
        EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.75, 0.25);
        assertThatThrownBy(() -> EnsembleFixtures.publish(store, "aaaa", List.of(two, one), 0.75, 0.25))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesMembersThatAreNotThere() {
        StoredManifest gone = FIXTURES.publish(store, 3).stored();
        repository.remove(gone.id(), () -> false);
        assertThat(rejection(() -> EnsembleFixtures.publish(store, "aaaa", List.of(one, gone), 0.5, 0.5)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(repository.ensembles().list().ensembles()).isEmpty();
    }

    @Test
    void refusesMembersOfAnotherSplit() {
        EnsembleManifest draft = EnsembleFixtures.draft("aaaa", List.of(one, two), 0.5, 0.5);
        Manifest.DataInfo data = draft.data();
        EnsembleManifest other = new EnsembleManifest(
                1,
                draft.id(),
                draft.createdAt(),
                draft.members(),
                draft.classOrder(),
                new Manifest.DataInfo(
                        data.name(), true, data.hash(), "another", "lesion", false, "CC0-1.0", 0, data.counts()),
                draft.selection(),
                draft.evaluation(),
                null,
                List.of(),
                draft.provenance(),
                draft.objects());
        assertThat(rejection(() -> EnsembleFixtures.publish(store, other))).isEqualTo(Reason.MEMBERS_DIFFER);
    }

    @Test
    void refusesWeightsThatAreNoShares() {
        for (double[] weights : new double[][] {{0.75, 0.2}, {0.25, 0.75}, {1, 0}, {1.5, -0.5}, {Double.NaN, 0.5}}) {
            assertThatThrownBy(() -> EnsembleFixtures.draft("aaaa", List.of(one, two), weights))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("weight");
        }
        assertThatThrownBy(() -> EnsembleFixtures.draft("aaaa", List.of(one, one), 0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> EnsembleFixtures.draft("aaaa", List.of(one), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two checkpoints or more");
    }

    @Test
    void refusesADamagedMember() {
        StoredEnsemble ensemble = EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.5, 0.5);
        ArtifactKey weights = CheckpointKeys.object(two.id(), ObjectNames.WEIGHTS);
        byte[] damaged = store.get(weights).orElseThrow().content().clone();
        damaged[damaged.length - 1] ^= 1;
        store.put(weights, damaged);
        assertThat(rejection(() -> repository.ensembles().open(ensemble.id()))).isEqualTo(Reason.OBJECT_HASH_MISMATCH);
    }

    @Test
    void opensExactlyWhatThePointerNames() {
        StoredEnsemble ensemble = EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.75, 0.25);
        EnsembleFixtures.moveChampion(store, ensemble);
        Champion champion = repository.champion().orElseThrow().champion();

        assertThat(champion.id()).isEqualTo(ensemble.manifest().id());
        assertThat(repository.ensembles().open(champion).stored()).isEqualTo(ensemble);

        Champion otherWeights = new Champion(
                1,
                EnsembleFixtures.draft("aaaa", List.of(one, two), 0.5, 0.5).members(),
                "a test",
                "operator",
                Instant.EPOCH,
                true,
                ensemble.reference());
        assertThat(rejection(() -> repository.ensembles().open(otherWeights))).isEqualTo(Reason.CHAMPION_MALFORMED);
        Champion otherManifest = new Champion(
                1,
                champion.members(),
                "a test",
                "operator",
                Instant.EPOCH,
                true,
                new Champion.EnsembleReference(ensemble.manifest().id(), "f".repeat(64)));
        assertThat(rejection(() -> repository.ensembles().open(otherManifest)))
                .isEqualTo(Reason.MANIFEST_HASH_MISMATCH);
    }

    @Test
    void leavesThePointerToACheckpointAsItWas() {
        Champion champion = CheckpointFixtures.champion(one, Instant.parse("2026-11-24T07:00:00Z"));
        assertThat(new String(Json.document(champion), StandardCharsets.UTF_8))
                .isEqualTo("""
                {
                  "schema_version" : 1,
                  "members" : [ {
                    "checkpoint_id" : "%s",
                    "manifest_sha256" : "%s",
                    "weight" : 1.0
                  } ],
                  "reason" : "A test wanted it",
                  "promoted_by" : "operator",
                  "promoted_at" : "2026-11-24T07:00:00Z",
                  "automatic_promotion" : true
                }""".formatted(one.id(), one.sha256()));
    }

    @Test
    void removesAnEnsembleAndLeavesItsMembers() {
        StoredEnsemble ensemble = EnsembleFixtures.publish(store, "aaaa", List.of(one, two), 0.5, 0.5);
        assertThat(repository.ensembles().remove(ensemble.id(), () -> true)).isFalse();
        assertThat(repository.ensembles().find(ensemble.id())).contains(ensemble);

        assertThat(repository.ensembles().remove(ensemble.id(), () -> false)).isTrue();
        assertThat(repository.ensembles().find(ensemble.id())).isEmpty();
        assertThat(store.list(CheckpointKeys.ENSEMBLES)).isEmpty();
        assertThat(repository.open(one.id()).id()).isEqualTo(one.id());
    }

    private static Reason rejection(Runnable action) {
        try {
            action.run();
        } catch (CheckpointRejectedException e) {
            return e.reason();
        }
        throw new AssertionError("It was accepted");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
