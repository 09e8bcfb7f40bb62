package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dermoscope.architecture.TinyArchitecture;
import org.dermoscope.store.ArtifactKey;
import org.dermoscope.store.FilesystemArtifactStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPinsTest {
    @TempDir
    Path folder;

    private FilesystemArtifactStore store;
    private CheckpointPins pins;

    @BeforeEach
    void open() {
        store = new FilesystemArtifactStore(folder);
        pins = new CheckpointRepository(store).pins();
    }

    @Test
    void aCheckpointIsPinnedUntilItIsUnpinned() {
        CheckpointId id =
                new CheckpointFixtures(new TinyArchitecture()).publish(store, 1).id();
        assertThat(pins.contains(id)).isFalse();
        assertThat(pins.pin(id)).isTrue();
        assertThat(pins.pin(id)).isTrue();
        assertThat(pins.contains(id)).isTrue();
        assertThat(pins.all()).containsExactly(id);
        pins.unpin(id);
        pins.unpin(id);
        assertThat(pins.contains(id)).isFalse();
        assertThat(pins.all()).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBePinned() {
        assertThat(pins.pin(CheckpointId.parse("tiny-20261123T205200Z-none"))).isFalse();
        assertThat(store.list(ArtifactKey.of("pins"))).isEmpty();
    }

    @Test
    void otherObjectsBesideThePinsAreNoPins() {
        store.put(ArtifactKey.of("pins/readme.json"), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(pins.all()).isEmpty();
    }
}
