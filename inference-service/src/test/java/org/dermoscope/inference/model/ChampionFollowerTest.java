package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.inference.model.ModelState.Status;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionFollowerTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private final List<FakeClassifier> classifiers = new ArrayList<>();
    private final List<ModelState> heard = new ArrayList<>();
    private final Set<LesionClass> goldenMismatch = new HashSet<>();
    private final Set<LesionClass> engineFailure = new HashSet<>();
    private UnsteadyStore store;
    private FakeCheckpoints checkpoints;
    private ChampionFollower follower;
    private Rollback rollback;

    @BeforeEach
    void wire() {
        store = new UnsteadyStore(new FilesystemArtifactStore(folder));
        checkpoints = new FakeCheckpoints(store);
        CheckpointRepository repository = new CheckpointRepository(store);
        ModelLoader loader = new ModelLoader(
                repository,
                this::classifier,
                new WarmUp(new BatchShapes(4), Duration.ofSeconds(10)),
                Clock.systemUTC());
        follower = new ChampionFollower(repository, loader, active, heard::add);
        rollback = new Rollback(repository, loader, active, follower);
    }

    private LoadedClassifier classifier(Checkpoint checkpoint) {
        LesionClass answer = FakeCheckpoints.answerOf(checkpoint);
        if (goldenMismatch.contains(answer)) {
            throw new CheckpointRejectedException(Reason.GOLDEN_MISMATCH, "golden-00 differs by 0.3");
        }
        FakeClassifier classifier = new FakeClassifier(answer, () -> {
            if (engineFailure.contains(answer)) {
                throw new IllegalStateException("secret detail of the engine");
            }
        });
        classifiers.add(classifier);
        return FakeCheckpoints.loaded(classifier);
    }

    @Test
    void hasNoModelBeforeTheFirstChampionAndPicksItUp() {
        assertThat(follower.state().checkedAt()).isNull();
        assertThat(follower.check().status()).isEqualTo(Status.NO_MODEL);
        assertThat(follower.state().reason()).isEqualTo("No champion is published yet");

        StoredManifest champion = checkpoints.publishChampion(LesionClass.MEL);
        ModelState state = follower.check();

        assertThat(state.status()).isEqualTo(Status.HEALTHY);
        assertThat(state.reason()).isEmpty();
        assertThat(state.model()).isEqualTo(champion.manifest().id());
        assertThat(state.manifestSha256()).isEqualTo(champion.sha256());
        assertThat(heard).hasSize(2);
    }

    @Test
    void warmsEveryBatchShapeBeforeAModelServes() {
        checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        assertThat(classifiers.get(0).batches()).containsExactly(4, 2, 1);
    }

    @Test
    void swapsToTheNextChampionAndClosesTheOldOne() {
        checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        StoredManifest next = checkpoints.publishChampion(LesionClass.NV);
        assertThat(follower.check().model()).isEqualTo(next.manifest().id());
        assertThat(classifiers.get(0).closings()).isEqualTo(1);
        assertThat(classifiers.get(1).closings()).isZero();
    }

    @Test
    void readsNothingWhileThePointerStays() {
        checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        int before = store.reads();
        for (int i = 0; i < 10; i++) {
            follower.check();
        }
        assertThat(store.reads()).isEqualTo(before);
        assertThat(classifiers).hasSize(1);
    }

    @Test
    void doesNotLoadAgainWhenThePointerIsRewrittenToTheSameModel() {
        StoredManifest champion = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        checkpoints.point(champion.asSoleMember());
        assertThat(follower.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(classifiers).hasSize(1);
    }

    @Test
    void keepsServingWhenACandidateFailsAndDoesNotRetryItUntilItChanges() {
        StoredManifest good = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        goldenMismatch.add(LesionClass.NV);
        StoredManifest bad = checkpoints.publishChampion(LesionClass.NV);
        ModelState failed = follower.check();

        assertThat(failed.status()).isEqualTo(Status.DEGRADED);
        assertThat(failed.reason()).isEqualTo("golden-00 differs by 0.3");
        assertThat(failed.model()).isEqualTo(good.manifest().id());
        assertThat(failed.failedCandidate())
                .isEqualTo(new FailedCandidate(
                        bad.manifest().id(), bad.sha256(), "golden_mismatch", "golden-00 differs by 0.3"));

        goldenMismatch.clear();
        int before = store.reads();
        assertThat(follower.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(store.reads()).isEqualTo(before);
        checkpoints.point(bad.asSoleMember());
        assertThat(follower.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(classifiers).hasSize(1);

        StoredManifest other = checkpoints.publishChampion(LesionClass.BCC);
        assertThat(follower.check().model()).isEqualTo(other.manifest().id());
        assertThat(follower.state().failedCandidate()).isNull();
    }

    @Test
    void triesAFailedCandidateAgainWhenAnOperatorReloads() {
        goldenMismatch.add(LesionClass.NV);
        StoredManifest champion = checkpoints.publishChampion(LesionClass.NV);
        assertThat(follower.check().status()).isEqualTo(Status.NO_MODEL);
        assertThat(follower.state().reason()).isEqualTo("golden-00 differs by 0.3");
        goldenMismatch.clear();
        assertThat(follower.reload().model()).isEqualTo(champion.manifest().id());
    }

    @Test
    void closesACandidateThatFailsInWarmUpAndKeepsTheEnginesTextToTheLog() {
        engineFailure.add(LesionClass.NV);
        StoredManifest champion = checkpoints.publishChampion(LesionClass.NV);
        ModelState state = follower.check();
        assertThat(state.reason())
                .isEqualTo("Checkpoint " + champion.manifest().id() + " could not be loaded; see the log");
        assertThat(classifiers.get(0).closings()).isEqualTo(1);
    }

    @Test
    void refusesAPointerWhoseManifestHashIsAnother() {
        StoredManifest good = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        checkpoints.point(new Champion.Member(good.manifest().id(), "f".repeat(64), 1));
        assertThat(follower.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(follower.state().failedCandidate())
                .extracting(FailedCandidate::code)
                .isEqualTo("manifest_hash_mismatch");
    }

    /** The hash is that of the model which is being served. */
    @Test
    void refusesAPointerWhoseIdIsAnother() {
        StoredManifest good = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        for (String id : List.of(good.manifest().id().replaceFirst("-[^-]+$", "-nobody"), "../../etc/passwd")) {
            checkpoints.point(new Champion.Member(id, good.sha256(), 1));
            assertThat(follower.check().status()).as(id).isEqualTo(Status.DEGRADED);
            assertThat(follower.state().reason()).contains(id);
            assertThat(follower.state().model()).isEqualTo(good.manifest().id());
        }
        checkpoints.point(good.asSoleMember());
        assertThat(follower.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(classifiers).hasSize(1);
    }

    @Test
    void refusesAMalformedPointerAndHeals() {
        StoredManifest good = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        store.put(new ArtifactKey("champion.json"), "{\"members\":".getBytes(StandardCharsets.UTF_8));
        assertThat(follower.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(follower.state().failedCandidate())
                .extracting(FailedCandidate::code)
                .isEqualTo("champion_malformed");
        assertThat(follower.state().model()).isEqualTo(good.manifest().id());
        checkpoints.point(good.asSoleMember());
        assertThat(follower.check().status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void refusesAChampionOfSeveralMembers() {
        StoredManifest one = checkpoints.publishChampion(LesionClass.MEL);
        StoredManifest two = checkpoints.publishChampion(LesionClass.NV);
        checkpoints.point(one.asSoleMember(), two.asSoleMember());
        assertThat(follower.check().reason())
                .isEqualTo("The champion has 2 members and names no ensemble that they belong to");
    }

    @Test
    void servesOnWhileTheStoreIsAwayAndHealsWithoutLoadingAgain() {
        StoredManifest champion = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        store.setAway(true);
        ModelState away = follower.check();
        assertThat(away.status()).isEqualTo(Status.DEGRADED);
        assertThat(away.reason()).isEqualTo("The checkpoint store fails");
        assertThat(away.model()).isEqualTo(champion.manifest().id());
        store.setAway(false);
        assertThat(follower.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(classifiers).hasSize(1);
    }

    @Test
    void servesOnWhenThePointerIsGone() {
        StoredManifest champion = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        store.delete(new ArtifactKey("champion.json"));
        assertThat(follower.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(follower.state().reason()).isEqualTo("The champion pointer is gone from the store");
        assertThat(follower.state().model()).isEqualTo(champion.manifest().id());
    }

    @Test
    void rollsBackSwitchesAutomaticPromotionOffAndKeepsTheHistory() {
        StoredManifest first = checkpoints.publishChampion(LesionClass.MEL);
        StoredManifest second = checkpoints.publishChampion(LesionClass.NV);
        follower.check();
        ModelState state = rollback.to(first.id());

        assertThat(state.status()).isEqualTo(Status.HEALTHY);
        assertThat(state.model()).isEqualTo(first.manifest().id());
        assertThat(state.champion())
                .extracting(Champion::promotedBy, Champion::automaticPromotion, Champion::reason)
                .containsExactly(
                        "rollback", false, "rollback: from " + second.id() + " to " + first.id() + " by the operator");
        assertThat(new CheckpointRepository(store).history()).hasSize(3);
        assertThat(follower.check()).extracting(ModelState::status).isEqualTo(Status.HEALTHY);
        assertThat(classifiers).hasSize(2);
        assertThat(classifiers.get(0).closings()).isEqualTo(1);
    }
}
