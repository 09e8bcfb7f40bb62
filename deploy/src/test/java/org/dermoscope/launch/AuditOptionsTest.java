package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dermoscope.store.ArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditOptionsTest {
    private static final Map<String, String> MINIO = Map.of(
            "DERMOSCOPE_STORE_TYPE",
            "minio",
            "DERMOSCOPE_STORE_ENDPOINT",
            "http://127.0.0.1:9",
            "DERMOSCOPE_STORE_ACCESS_KEY",
            "key");

    @TempDir
    Path folder;

    private AuditOptions parse(String... arguments) throws LaunchException {
        return AuditOptions.parse(List.of(arguments), folder);
    }

    @Test
    void readsAFolderUnlessTheSettingsOfTheServicesNameAServer() throws Exception {
        assertThatThrownBy(() -> parse().open(Map.of())).hasMessageContaining("There is no store in '" + folder);
        try (ArtifactStore store = parse("--store", folder.toString()).open(MINIO)) {
            assertThat(store.location()).isEqualTo(folder.toRealPath().toString());
        }
        assertThatThrownBy(() -> parse().open(MINIO))
                .hasMessage("DERMOSCOPE_STORE_SECRET_KEY is not set; a store of" + " type minio needs it.");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--fix")).hasMessageStartingWith("Unknown option '--fix'.");
        assertThatThrownBy(() -> parse("--against")).hasMessageStartingWith("--against needs a value.");
    }
}
