package org.dermoscope.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRejectedException.Reason;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.classify.LoadedClassifier;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.dermoscope.web.ApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
    @TempDir
    Path folder;

    private final ActiveModel active = new ActiveModel();
    private final List<FakeClassifier> classifiers = new ArrayList<>();
    private Runnable whileLoading = () -> {};
    private FakeCheckpoints checkpoints;
    private CheckpointRepository repository;
    private ChampionFollower follower;
    private Rollback rollback;

    @BeforeEach
    void wire() {
        FilesystemArtifactStore store = new FilesystemArtifactStore(folder);
        checkpoints = new FakeCheckpoints(store);
        repository = new CheckpointRepository(store);
        ModelLoader loader = new ModelLoader(
                repository,
                this::classifier,
                new WarmUp(new BatchShapes(1), Duration.ofSeconds(10)),
                Clock.systemUTC());
        follower = new ChampionFollower(repository, loader, active, state -> {});
        rollback = new Rollback(repository, loader, active, follower);
    }

    private LoadedClassifier classifier(Checkpoint checkpoint) {
        whileLoading.run();
        FakeClassifier classifier = new FakeClassifier(FakeCheckpoints.answerOf(checkpoint));
        classifiers.add(classifier);
        return FakeCheckpoints.loaded(classifier);
    }

    @Test
    void refusesAnUnknownId() {
        assertThat(refusal(CheckpointId.parse("sequential-cnn-20200101T000000Z-abcdef")))
                .extracting(ApiException::status, ApiException::code)
                .containsExactly(404, "unknown_checkpoint");
    }

    @Test
    void refusesACheckpointThatMayNotBecomeChampion() {
        StoredManifest before = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        Checkpoint barred = checkpoints.publish(LesionClass.NV, false);
        assertThat(refusal(barred.id()))
                .extracting(ApiException::status, ApiException::code)
                .containsExactly(409, "not_promotable");
        assertThat(follower.check().model()).isEqualTo(before.manifest().id());
    }

    @Test
    void refusesACheckpointThatCannotBeLoadedAndLeavesThePointer() {
        StoredManifest before = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        String tag = repository.championTag().orElseThrow();
        Checkpoint broken = checkpoints.publish(LesionClass.NV, true);
        whileLoading = () -> {
            throw new CheckpointRejectedException(Reason.SHAPE_MISMATCH, "no shape fits");
        };
        assertThat(refusal(broken.id()))
                .extracting(ApiException::status, ApiException::code, ApiException::sentence)
                .containsExactly(409, "not_loadable", "no shape fits");
        assertThat(repository.championTag()).contains(tag);
        assertThat(active.current().orElseThrow().id())
                .isEqualTo(before.manifest().id());
    }

    @Test
    void refusesWhenThePointerMovesWhileItLoadsAndClosesWhatItLoaded() {
        StoredManifest first = checkpoints.publishChampion(LesionClass.MEL);
        checkpoints.publishChampion(LesionClass.NV);
        follower.check();
        StoredManifest other = checkpoints.publish(LesionClass.BCC, true).stored();
        whileLoading = () -> checkpoints.point(other.asSoleMember());
        assertThat(refusal(first.id()))
                .extracting(ApiException::status, ApiException::code)
                .containsExactly(409, "champion_moved");
        assertThat(classifiers.get(1).closings()).isEqualTo(1);
        whileLoading = () -> {};
        assertThat(follower.check().model()).isEqualTo(other.manifest().id());
    }

    @Test
    void freezesTheCurrentModelWithoutLoadingItAgain() {
        StoredManifest current = checkpoints.publishChampion(LesionClass.MEL);
        follower.check();
        ModelState state = rollback.to(current.id());
        assertThat(state.champion()).extracting(Champion::automaticPromotion).isEqualTo(false);
        assertThat(classifiers).hasSize(1);
        assertThat(follower.check().model()).isEqualTo(current.manifest().id());
    }

    @Test
    void makesTheFirstChampionWhenThereIsNone() {
        Checkpoint only = checkpoints.publish(LesionClass.DF, true);
        assertThat(rollback.to(only.id()).model()).isEqualTo(only.manifest().id());
        assertThat(repository.champion()).isPresent();
    }

    private ApiException refusal(CheckpointId id) {
        return catchThrowableOfType(ApiException.class, () -> rollback.to(id));
    }
}
