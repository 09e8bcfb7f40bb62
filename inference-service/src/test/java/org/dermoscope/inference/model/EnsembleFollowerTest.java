package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.EnsembleFixtures;
import org.dermoscope.checkpoint.EnsembleId;
import org.dermoscope.checkpoint.StoredEnsemble;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.inference.model.ModelState.Status;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.dermoscope.wire.EnsembleMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleFollowerTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private final List<FakeClassifier> classifiers = new ArrayList<>();
    private final Set<LesionClass> goldenMismatch = EnumSet.noneOf(LesionClass.class);
    private FilesystemArtifactStore store;
    private StoredManifest single;
    private StoredEnsemble ensemble;

    @BeforeEach
    void publish() {
        store = new FilesystemArtifactStore(folder);
        FakeCheckpoints checkpoints = new FakeCheckpoints(store);
        StoredManifest melanoma = checkpoints.publish(LesionClass.MEL, true).stored();
        StoredManifest nevus = checkpoints.publish(LesionClass.NV, true).stored();
        ensemble = EnsembleFixtures.publish(store, "fake", List.of(melanoma, nevus), 0.75, 0.25);
        single = checkpoints.publishChampion(LesionClass.BCC);
    }

    private ModelLoader loader(Duration budget) {
        return new ModelLoader(
                new CheckpointRepository(store),
                this::classifier,
                new WarmUp(new BatchShapes(2), budget),
                Clock.systemUTC());
    }

    private ChampionFollower follower(Duration budget) {
        return new ChampionFollower(new CheckpointRepository(store), loader(budget), active, state -> {});
    }

    private LoadedClassifier classifier(Checkpoint checkpoint) {
        LesionClass answer = FakeCheckpoints.answerOf(checkpoint);
        if (goldenMismatch.contains(answer)) {
            throw new CheckpointRejectedException(Reason.GOLDEN_MISMATCH, "golden-00 differs by 0.3");
        }
        FakeClassifier classifier = new FakeClassifier(answer);
        classifiers.add(classifier);
        return FakeCheckpoints.loaded(classifier);
    }

    @Test
    void servesAnEnsembleAndSaysOfWhatItIsMade() {
        ChampionFollower follower = follower(Duration.ofMinutes(1));
        follower.check();
        EnsembleFixtures.moveChampion(store, ensemble);
        ModelState state = follower.check();

        assertThat(state.status()).isEqualTo(Status.HEALTHY);
        assertThat(state.model()).isEqualTo(ensemble.manifest().id());
        assertThat(state.manifestSha256()).isEqualTo(ensemble.sha256());
        assertThat(state.engine()).isEqualTo("pytorch");
        assertThat(state.members())
                .extracting(EnsembleMember::checkpointId, EnsembleMember::weight)
                .containsExactly(
                        tuple(ensemble.manifest().members().get(0).checkpointId(), 0.75),
                        tuple(ensemble.manifest().members().get(1).checkpointId(), 0.25));
        assertThat(classifiers).extracting(FakeClassifier::closings).containsExactly(1, 0, 0);

        follower.check();
        assertThat(classifiers).as("not loaded again").hasSize(3);
    }

    @Test
    void refusesAnEnsembleThatIsTooSlowAndServesTheOldModelOn() {
        ChampionFollower follower = follower(Duration.ZERO);
        follower.check();
        EnsembleFixtures.moveChampion(store, ensemble);
        ModelState state = follower.check();

        assertThat(state.status()).isEqualTo(Status.DEGRADED);
        assertThat(state.model()).isEqualTo(single.manifest().id());
        assertThat(state.members()).isNull();
        assertThat(state.failedCandidate())
                .extracting(FailedCandidate::checkpointId, FailedCandidate::manifestSha256, FailedCandidate::code)
                .containsExactly(ensemble.manifest().id(), ensemble.sha256(), "too_slow");
        assertThat(state.reason()).contains("2 members", "dermoscope.ensemble.latency-budget allows 0.0 ms");
        assertThat(classifiers).extracting(FakeClassifier::closings).containsExactly(0, 1, 1);

        follower.check();
        assertThat(classifiers).as("not tried again").hasSize(3);
    }

    @Test
    void closesTheMembersThatAreLoadedWhenAnotherFails() {
        goldenMismatch.add(LesionClass.NV);
        EnsembleFixtures.moveChampion(store, ensemble);
        ModelState state = follower(Duration.ofMinutes(1)).check();

        assertThat(state.status()).isEqualTo(Status.NO_MODEL);
        assertThat(state.reason()).isEqualTo("golden-00 differs by 0.3");
        assertThat(classifiers).extracting(FakeClassifier::closings).containsExactly(1);
    }

    @Test
    void rollsBackToAnEnsembleAndFromItToACheckpoint() {
        ChampionFollower follower = follower(Duration.ofMinutes(1));
        follower.check();
        CheckpointRepository repository = new CheckpointRepository(store);
        Rollback rollback = new Rollback(repository, loader(Duration.ofMinutes(1)), active, follower);

        assertThat(rollback.to(ensemble.id()).model())
                .isEqualTo(ensemble.manifest().id());
        assertThat(repository.champion().orElseThrow().champion())
                .satisfies(champion -> assertThat(champion.ensemble()).isEqualTo(ensemble.reference()))
                .satisfies(champion -> assertThat(champion.members())
                        .isEqualTo(ensemble.manifest().members()))
                .satisfies(champion -> assertThat(champion.automaticPromotion()).isFalse());

        assertThat(rollback.to(single.id()).model()).isEqualTo(single.manifest().id());
        assertThat(repository.champion().orElseThrow().champion().ensemble()).isNull();

        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> rollback.to(EnsembleId.parse("ensemble-20200101T000000Z-abcd")));
        assertThat(refusal)
                .extracting(ApiException::status, ApiException::code)
                .containsExactly(404, "unknown_ensemble");
    }
}
