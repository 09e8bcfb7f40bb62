package org.dermoscope.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dermoscope.wire.client.AccessToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallerTokenTest {
    @TempDir
    Path folder;

    private Optional<String> header(Map<String, String> environment) throws IOException {
        return new CallerToken(environment, folder.resolve("operator-token"))
                .find()
                .map(AccessToken::header);
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndTheCallersOwnBeforeTheOperators() throws IOException {
        assertThat(header(Map.of())).isEmpty();
        Files.writeString(folder.resolve("operator-token"), "of-the-file\n");
        assertThat(header(Map.of())).hasValue("Bearer of-the-file");
        assertThat(header(Map.of("DERMOSCOPE_OPERATOR_TOKEN", "of-the-operator", "DERMOSCOPE_TOKEN", "")))
                .hasValue("Bearer of-the-operator");
        assertThat(header(Map.of("DERMOSCOPE_OPERATOR_TOKEN", "of-the-operator", "DERMOSCOPE_TOKEN", "of-the-caller")))
                .hasValue("Bearer of-the-caller");
    }

    @Test
    void whatIsNoTokenIsSaidToBeNoneAndNotRepeated() throws IOException {
        Files.writeString(folder.resolve("operator-token"), "two words\n");
        assertThatThrownBy(() -> header(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("operator-token")
                .hasMessageContaining("9 characters")
                .hasMessageNotContaining("two words");
    }
}
