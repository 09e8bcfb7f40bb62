package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneOptionsTest {
    private static final Map<String, String> MINIO = Map.of("DERMOSCOPE_STORE_TYPE", "minio");

    @TempDir
    Path root;

    private PruneOptions parse(String... arguments) throws LaunchException {
        return PruneOptions.parse(List.of(arguments), root);
    }

    @Test
    void theStoreIsTheDefaultOneUnlessNamed() throws LaunchException {
        PruneOptions options = parse("--keep", "3");
        assertThat(options.keep()).isEqualTo(3);
        assertThat(options.dryRun()).isFalse();
        assertThat(options.store().path()).isEqualTo(root.resolve("data").resolve("store"));

        PruneOptions named = parse("--dry-run", "--store", root.toString(), "--keep", "1");
        assertThat(named.dryRun()).isTrue();
        assertThat(named.store().path()).isEqualTo(root.toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "--keep 0, --keep is '0'; allowed: 1 to",
        "--keep -1, --keep is '-1'; allowed: 1 to",
        "--keep all, --keep is 'all'; allowed: 1 to",
        "--keep, --keep needs a value",
        "--dry-run, --keep is missing",
        "--keep 1 --force, Unknown option '--force'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("--architecture");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedAndNotCreated() throws LaunchException {
        Path missing = root.resolve("missing");
        PruneOptions options = parse("--keep", "1", "--store", missing.toString());

        assertThatThrownBy(() -> options.requireFolderStore(Map.of())).hasMessageContaining("'" + missing + "'");
        assertThat(missing).doesNotExist();
    }

    @Test
    void theFolderIsNotPrunedWhereTheServicesUseAnotherKindOfStore() throws Exception {
        Files.createDirectories(root.resolve("data").resolve("store"));
        PruneOptions defaults = parse("--keep", "1");
        PruneOptions named = parse("--keep", "1", "--store", root.toString());

        assertThatThrownBy(() -> defaults.requireFolderStore(MINIO))
                .hasMessageContaining("DERMOSCOPE_STORE_TYPE is 'minio'")
                .hasMessageContaining("DERMOSCOPE_KEEP_CHECKPOINTS");
        assertThatCode(() -> named.requireFolderStore(MINIO)).doesNotThrowAnyException();
        assertThatCode(() -> defaults.requireFolderStore(Map.of())).doesNotThrowAnyException();
    }
}
