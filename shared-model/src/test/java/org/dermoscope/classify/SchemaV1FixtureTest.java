package org.dermoscope.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.checkpoint.Checkpoint;
import org.dermoscope.checkpoint.CheckpointId;
import org.dermoscope.checkpoint.CheckpointRepository;
import org.dermoscope.checkpoint.Manifest;
import org.dermoscope.checkpoint.ObjectNames;
import org.dermoscope.imaging.ImageDecoder;
import org.dermoscope.imaging.ImageLimits;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.ArtifactStore;
import org.dermoscope.store.FilesystemArtifactStore;
import org.dermoscope.taxonomy.LesionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint as version 0.1 wrote it, with fields added as a later version of the same schema may add them. It must go
 * on loading; the files under {@code checkpoint-v1} never change.
 */
class SchemaV1FixtureTest {
    private static final CheckpointId ID = CheckpointId.parse("tiny-20261123T205201Z-fix001");
    private static final List<String> OBJECTS =
            List.of(ObjectNames.MANIFEST, ObjectNames.WEIGHTS, ObjectNames.MODEL_CARD, "golden-04-mel.png");

    @TempDir
    Path folder;

    private CheckpointRepository repository;

    @BeforeEach
    void putIntoAStore() throws IOException {
        ArtifactStore store = new FilesystemArtifactStore(folder);
        for (String name : OBJECTS) {
            try (InputStream object = SchemaV1FixtureTest.class.getResourceAsStream("/checkpoint-v1/" + name)) {
                store.put(
                        ArtifactKey.of("checkpoints", "tiny", "20261123T205201Z-fix001", name),
                        Objects.requireNonNull(object, name).readAllBytes());
            }
        }
        repository = new CheckpointRepository(store);
    }

    @Test
    void isReadWithEveryFieldWhereItBelongs() {
        Manifest manifest = repository.open(ID).manifest();
        assertThat(manifest.createdAt()).isEqualTo(Instant.parse("2026-11-23T20:52:01Z"));
        assertThat(manifest.network().architecture()).isEqualTo("tiny");
        assertThat(manifest.network().parameters()).isEqualTo(241);
        assertThat(manifest.preprocessing().normalization().std()).containsExactly(36.5, 39.75, 43.0);
        assertThat(manifest.data().synthetic()).isTrue();
        assertThat(manifest.data().counts().get("training")).containsEntry("mel", 20);
        assertThat(manifest.evaluation().test().recall()).containsEntry("vasc", 0.5);
        assertThat(manifest.provenance().precision()).isEqualTo("fp32");
        assertThat(manifest.goldens())
                .singleElement()
                .satisfies(golden -> assertThat(golden.label()).isEqualTo(LesionClass.MEL.code()));
        assertThat(manifest.objects()).hasSize(3);
        assertThat(manifest.promotable()).isTrue();
        assertThat(manifest.calibration()).isNull();
        assertThat(manifest.temperature()).isEqualTo(1);
        assertThat(manifest.operatingPoints()).isEmpty();
    }

    @Test
    void isLoadedAndAnswersAsItDid() {
        Checkpoint checkpoint = repository.open(ID);
        CheckpointLoader loader = new CheckpointLoader(
                id -> new TinyArchitecture(), EngineSettings.AUTO, new ImageDecoder(ImageLimits.DEFAULT));
        loader.load(checkpoint).classifier().close();
    }
}
