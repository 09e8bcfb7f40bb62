package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportWeightsOptionsTest {
    private static final Map<String, String> MINIO = Map.of("DERMOSCOPE_STORE_TYPE", "minio");

    @TempDir
    Path root;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(root.resolve("weights.pth"), "weights");
    }

    private ImportWeightsOptions parse(String... arguments) throws LaunchException {
        return ImportWeightsOptions.parse(List.of(arguments), root);
    }

    @Test
    void readsWhatIsAskedFor() throws LaunchException {
        ImportWeightsOptions options =
                parse(file.toString(), "--architecture", "sequential-cnn", "--licence", "Apache-2.0");
        ImportWeightsOptions.Request request = Objects.requireNonNull(options.request());
        assertThat(request.file()).isEqualTo(file);
        assertThat(request.architecture().id()).isEqualTo("sequential-cnn");
        assertThat(request.licence()).isEqualTo("Apache-2.0");
        assertThat(request.source()).isEmpty();
        assertThat(options.store().path()).isEqualTo(root.resolve("data").resolve("store"));
        assertThat(parse("--help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--architecture sequential-cnn --licence MIT, FILE is missing",
        "FILE --licence MIT, --architecture is missing",
        "FILE --architecture sequential-cnn, --licence is missing",
        "FILE FILE, is a second file",
        "missing.pth, 'missing.pth'",
        "FILE --architecture resnet50, Unknown architecture 'resnet50'; known: [sequential-cnn",
        "FILE --licence, --licence needs a value",
        "FILE --force, Unknown option '--force'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        assertThatThrownBy(
                        () -> parse(arguments.replace("FILE", file.toString()).split(" ")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theFolderIsNotWrittenWhereTheServicesUseAnotherKindOfStore() throws Exception {
        ImportWeightsOptions defaults = parse(file.toString(), "--architecture", "sequential-cnn", "--licence", "MIT");
        ImportWeightsOptions named = parse(
                file.toString(), "--architecture", "sequential-cnn", "--licence", "MIT", "--store", root.toString());

        assertThatThrownBy(() -> defaults.requireRequest(MINIO))
                .hasMessageContaining("DERMOSCOPE_STORE_TYPE is 'minio'")
                .hasMessageContaining("pretrained/");
        assertThatCode(() -> named.requireRequest(MINIO)).doesNotThrowAnyException();
        assertThatCode(() -> defaults.requireRequest(Map.of())).doesNotThrowAnyException();
    }
}
