package org.dermoscope.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {
    private static final String SECRET = "a-secret-of-16-or-more";

    /** As {@code printf %s a-secret-of-16-or-more | sha256sum} prints it. */
    private static final String HASH = "1f7c96c6797a35ab9921fe93526bf8502d9eadf55c3e7d2bae853ec4895bf4ed";

    @TempDir
    Path folder;

    private List<TokenHolder> read(String... lines) throws IOException {
        return TokenFile.read(Files.write(folder.resolve("tokens"), List.of(lines)));
    }

    @Test
    void aTokenAndItsHashMeanTheSame() throws IOException {
        List<TokenHolder> holders =
                read("# comment", "", "  one\tpredict,read   " + SECRET, "two operate sha256:" + HASH);
        assertThat(holders.get(0).name()).isEqualTo("one");
        assertThat(holders.get(0).roles()).containsExactlyInAnyOrder(Role.PREDICT, Role.READ);
        assertThat(holders).allSatisfy(holder -> {
            assertThat(holder.hash().matches(TokenHash.digest(SECRET))).isTrue();
            assertThat(holder.hash().matches(TokenHash.digest(SECRET + "x"))).isFalse();
        });
        assertThat(holders.get(1).roles())
                .as("to operate is to read")
                .containsExactlyInAnyOrder(Role.OPERATE, Role.READ);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one predict | has 2 columns; allowed: a name, roles, and a token or its hash",
                "one predict a-secret-of-16-or-more more | has 4 columns",
                "one predicts a-secret-of-16-or-more | Unknown role 'predicts'; known: [predict, read, operate]",
                "one predict, a-secret-of-16-or-more | Unknown role ''",
                "o/e predict a-secret-of-16-or-more | begins with no name",
                "one predict a-secret-of-14 | has 14 characters",
                "one predict sha256:a-secret-of-16 | or others than allowed",
            })
    void aMalformedLineIsRefusedByItsNumberWithoutItsToken(String line, String message) {
        assertThatThrownBy(() -> read("#", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 2 of ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("a-secret-of");
    }

    @Test
    void aNameIsThereOnce() {
        assertThatThrownBy(() -> read("one read " + SECRET, "one predict " + SECRET + "2"))
                .hasMessageContaining("repeats the name 'one'");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TokenFile.read(folder.resolve("absent")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("dermoscope.access.tokens");
    }
}
