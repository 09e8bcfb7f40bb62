package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointIdTest {
    @Test
    void writesArchitectureTimeInUtcAndRun() {
        CheckpointId id = CheckpointId.of("sequential-cnn", Instant.parse("2026-11-23T20:52:00.9Z"), "4f09ab");
        assertThat(id).hasToString("sequential-cnn-20261123T205200Z-4f09ab");
        assertThat(CheckpointId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sequential-cnn",
                "sequential-cnn-20261123T205200Z",
                "sequential-cnn-20261123T205200Z-",
                "sequential-cnn-20261123-4f09ab",
                "Sequential-20261123T205200Z-4f09ab",
                "../x-20261123T205200Z-4f09ab",
                "a/b-20261123T205200Z-4f09ab",
                "tiny-20261123T205200Z-4f/9ab",
                "tiny--20261123T205200Z-4f09ab",
                "tiny-20261123T205200Z-4f09ab\n"
            })
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> CheckpointId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a checkpoint id looks like");
    }
}
