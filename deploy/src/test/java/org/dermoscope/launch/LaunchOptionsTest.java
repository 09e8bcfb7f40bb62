package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchOptionsTest {
    @TempDir
    Path root;

    private LaunchOptions parse(String... arguments) throws LaunchException {
        return LaunchOptions.parse(List.of(arguments), root);
    }

    @Test
    void nothingAsksForTheDefaults() throws LaunchException {
        LaunchOptions options = parse();

        assertThat(options.trainingRequested()).isFalse();
        assertThat(options.once()).isFalse();
        assertThat(options.store()).isEqualTo(root.resolve("data").resolve("store"));
        assertThat(options.trainerPort()).isEqualTo(8080);
        assertThat(options.inferencePort()).isEqualTo(5000);
        assertThat(JobRequest.of(options.architectureOrDefault(), null, options.epochs()))
                .hasToString("{\"architecture\":\"sequential-cnn\",\"data\":{\"sample\":true}}");
    }

    @Test
    void dataArchitectureAndEpochsEachAskForATraining() throws LaunchException {
        assertThat(parse("--data", root.toString()).trainingRequested()).isTrue();
        assertThat(parse("--architecture", "custom-resnet").trainingRequested()).isTrue();
        assertThat(parse("--epochs", "3").trainingRequested()).isTrue();
    }

    @Test
    void theJobNamesWhatTheCommandLineNames() throws LaunchException {
        LaunchOptions options = parse("--epochs", "2", "--architecture", "custom-resnet");

        assertThat(JobRequest.of(options.architectureOrDefault(), Path.of("ham"), options.epochs()))
                .hasToString("{\"architecture\":\"custom-resnet\",\"data\":{\"path\":\"ham\"},\"epochs\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs 0, --epochs is '0'; allowed: 1 to 10000",
        "--epochs many, --epochs is 'many'",
        "--port-trainer 70000, --port-trainer is '70000'",
        "--port-trainer 5000, both 5000",
        "--architecture, --architecture needs a value",
        "--store --once, --store needs a value",
        "--data missing-folder, which is no folder",
        "--verbose, Unknown option '--verbose'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theEnvironmentNamesTheFolderOfAFirstTraining() throws LaunchException {
        assertThat(LaunchOptions.dataOfFirstTraining(Map.of())).isNull();
        assertThat(LaunchOptions.dataOfFirstTraining(Map.of("HAM10000_DIR", root.toString())))
                .isEqualTo(root.toAbsolutePath());
        assertThatThrownBy(() -> LaunchOptions.dataOfFirstTraining(Map.of("HAM10000_DIR", "missing-folder")))
                .hasMessageContaining("HAM10000_DIR names 'missing-folder'");
    }
}
