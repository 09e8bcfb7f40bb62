package org.dermoscope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnsembleIdTest {
    private static final String ID = "ensemble-20261123T205200Z-4f09ab";

    @Test
    void readsWhatItWrites() {
        EnsembleId id = EnsembleId.of(Instant.parse("2026-11-23T20:52:00.900Z"), "4f09ab");
        assertThat(id).hasToString(ID);
        assertThat(EnsembleId.parse(ID)).isEqualTo(id);
    }

    @Test
    void isNeverACheckpointsId() {
        assertThat(EnsembleId.isMeant(ID)).isTrue();
        assertThat(EnsembleId.isMeant("sequential-cnn-20261123T205200Z-4f09ab")).isFalse();
        assertThatThrownBy(() -> CheckpointId.parse(ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Malformed checkpoint id '" + ID + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ensemble",
                "ensemble-20261123T205200Z",
                "ensemble-20261123T205200Z-4F09AB",
                "ensemble-20261123T205200Z-../x",
                "ensemble-2026-11-23-4f09ab",
                "sequential-cnn-20261123T205200Z-4f09ab"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> EnsembleId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining(ID);
    }
}
