package org.dermoscope.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.dermoscope.checkpoint.Champion;
import org.dermoscope.checkpoint.CheckpointRejectedException;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.StoredManifest;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.trainer.run.RunConfig.PromotionMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceModelsTest {
    @TempDir
    Path references;

    @TempDir
    Path folder;

    private CheckpointRepository repository;
    private Promoter promoter;
    private StoredManifest better;

    @BeforeEach
    void publish() {
        CheckpointRepository source = new CheckpointRepository(new FilesystemArtifactStore(references));
        Candidate.real("aaaaaa", 0.6).publish(source);
        better = Candidate.real("bbbbbb", 0.7).publish(source);
        Candidate.real("cccccc", 0.5).publish(source);
        repository = new CheckpointRepository(new FilesystemArtifactStore(folder));
        promoter = new Promoter(repository, Clock.systemUTC());
    }

    private void seed() {
        new ReferenceModels(references, repository, promoter).seed();
    }

    @Test
    void anEmptyStoreTakesThemOverAndTheBestIsChampion() {
        seed();

        assertThat(repository.list().manifests()).hasSize(3);
        assertThat(repository.champion().orElseThrow().champion().members())
                .containsExactly(new Champion.Member(better.id().toString(), better.sha256(), 1));
        assertThat(repository.open(better.id()).stored()).isEqualTo(better);
        assertThat(repository.history()).as("moves of the pointer").hasSize(1);
    }

    @Test
    void aStoreThatHasACheckpointIsLeftAsItIs() {
        StoredManifest own = Candidate.real("dddddd", 0.3).publish(repository);

        seed();

        assertThat(repository.list().manifests()).containsExactly(own);
        assertThat(repository.champion()).isEmpty();
    }

    @Test
    void takingThemOverTwiceChangesNothing() {
        seed();
        List<Champion> history = repository.history();

        seed();

        assertThat(repository.history()).isEqualTo(history);
    }

    @Test
    void aTrainedCheckpointThatIsBetterFollowsAsChampion() {
        seed();

        PromotionDecision decision =
                promoter.promoteIfBetter(Candidate.real("eeeeee", 0.8).publish(repository), PromotionMode.AUTO);

        assertThat(decision.promote()).isTrue();
    }

    @Test
    void oneThatIsNotAsItsManifestSaysIsRefused() throws IOException {
        try (Stream<Path> files = Files.walk(references)) {
            Path weights = files.filter(f -> f.endsWith("weights.safetensors"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Files.writeString(weights, "other weights");
        }

        assertThatThrownBy(this::seed).isInstanceOf(CheckpointRejectedException.class);
    }

    @Test
    void aFolderThatIsNotThereIsRefusedByItsSetting() {
        assertThatThrownBy(() -> new ReferenceModels(folder.resolve("none"), repository, promoter))
                .hasMessageContaining("dermoscope.reference-models is '")
                .hasMessageContaining("allowed: a folder");
    }
}
