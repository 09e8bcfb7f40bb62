package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
    @TempDir
    Path folder;

    @Test
    void aConfiguredTokenCountsAndNoFileIsWritten() {
        OperatorToken token = OperatorToken.load(Optional.of("a-configured-token"), folder);
        assertThat(token.matches("a-configured-token")).isTrue();
        assertThat(token.matches("a-configured-tokeN")).isFalse();
        assertThat(folder.resolve(OperatorToken.FILE_NAME)).doesNotExist();
    }

    @Test
    void aNewTokenIsKeptForItsOwnerAlone() throws Exception {
        Path state = folder.resolve("new/state");
        OperatorToken token = OperatorToken.load(Optional.empty(), state);
        Path file = state.resolve(OperatorToken.FILE_NAME);
        String written = Files.readString(file).strip();
        assertThat(written).hasSize(43);
        assertThat(token.matches(written)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theSecondServiceReadsTheTokenOfTheFirst() throws Exception {
        OperatorToken.load(Optional.empty(), folder);
        String written =
                Files.readString(folder.resolve(OperatorToken.FILE_NAME)).strip();
        assertThat(OperatorToken.load(Optional.empty(), folder).matches(written))
                .isTrue();
    }

    @Test
    void aTokenThatIsTooShortOrNoBearerTokenIsRefused() {
        assertThatThrownBy(() -> OperatorToken.of("short")).hasMessageContaining("has 5 characters");
        assertThatThrownBy(() -> OperatorToken.of("has a blank in between")).hasMessageContaining("allowed: 16 to 512");
    }
}
