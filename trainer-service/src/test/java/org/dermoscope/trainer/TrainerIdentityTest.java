package org.dermoscope.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerIdentityTest {
    @TempDir
    Path folder;

    private String idOfOneStart() {
        try (TrainerIdentity identity = TrainerIdentity.in(folder.resolve("state"))) {
            return identity.id();
        }
    }

    @Test
    void staysTheSameOverRestarts() {
        String first = idOfOneStart();
        assertThat(first).hasSize(36);
        assertThat(idOfOneStart()).isEqualTo(first);
    }

    @Test
    void isAnotherForASecondTrainerOnTheFolder() {
        String kept;
        try (TrainerIdentity first = TrainerIdentity.in(folder.resolve("state"));
                TrainerIdentity second = TrainerIdentity.in(folder.resolve("state"))) {
            kept = first.id();
            assertThat(second.id()).hasSize(36).isNotEqualTo(kept);
        }
        assertThat(idOfOneStart()).isEqualTo(kept);
    }

    @Test
    void isMadeAnewWhereTheFileHoldsNone() throws Exception {
        String first = idOfOneStart();
        Path file = folder.resolve("state").resolve("trainer-id");
        Files.writeString(file, "damaged by hand, and longer than an id is");
        String second = idOfOneStart();
        assertThat(second).hasSize(36).isNotEqualTo(first);
        assertThat(Files.readString(file)).isEqualTo(second + "\n");
    }
}
