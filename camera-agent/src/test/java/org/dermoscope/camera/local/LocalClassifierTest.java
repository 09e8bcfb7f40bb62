package org.dermoscope.camera.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClassifierTest {
    @TempDir
    Path folder;

    @Test
    void aStoreThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> LocalClassifier.ofChampion(missing))
                .isInstanceOf(NoLocalModelException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("--store");
    }

    @Test
    void aStoreWithoutAChampionSaysHowToGetOne() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> LocalClassifier.ofChampion(empty))
                .isInstanceOf(NoLocalModelException.class)
                .hasMessageContaining("holds no champion");
    }

    @Test
    void aChampionThatCannotBeReadIsRefused() throws Exception {
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.writeString(damaged.resolve("champion.json"), "no pointer");

        assertThatThrownBy(() -> LocalClassifier.ofChampion(damaged))
                .isInstanceOf(NoLocalModelException.class)
                .hasMessageContaining("cannot be loaded");
    }
}
