package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneOptionsTest {
    private static TuneOptions parse(String... arguments) throws LaunchException {
        return TuneOptions.parse(List.of(arguments), Path.of("root"));
    }

    @Test
    void aSearchIsNamedAfterItsArchitectureUnlessItHasAName() throws LaunchException {
        TuneOptions options = parse("--architecture", "custom-resnet");
        assertThat(options.state()).isEqualTo(new TuneOptions.State(Path.of("root", "data", "tune"), "custom-resnet"));
        assertThat(options.budget()).isEqualTo(Duration.ofHours(2));
        assertThat(options.trials()).isEqualTo(9);
        assertThat(options.epochs()).isNull();

        assertThat(parse("--architecture", "custom-resnet", "--name", "wide_2")
                        .state()
                        .name())
                .isEqualTo("wide_2");
    }

    @ParameterizedTest
    @CsvSource({"90m, 90", "2h, 120", "2h30m, 150", "60s, 1"})
    void aBudgetIsWrittenAsPeopleDo(String text, int minutes) throws LaunchException {
        assertThat(parse("--architecture", "a", "--budget", text).budget()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "--trials 9, --architecture is missing",
        "--architecture ../a, --architecture is '../a'; allowed: 1 to 64 of a-z",
        "--architecture a --name A, --name is 'A'; allowed: 1 to 64 of a-z",
        "--architecture a --budget 2, --budget is '2'; allowed: 1s to 8760h",
        "--architecture a --budget 0s, --budget is '0s'; allowed: 1s to 8760h",
        "--architecture a --budget 9000h, --budget is '9000h'; allowed: 1s to 8760h",
        "--architecture a --trials 244, --trials is '244'; allowed: 1 to 243",
        "--architecture a --space absent.json, which is no file",
        "--architecture a --once, Unknown option '--once'",
    })
    void aWrongCommandLineIsRefusedWithTheValue(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments.split(" ")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(message);
    }
}
