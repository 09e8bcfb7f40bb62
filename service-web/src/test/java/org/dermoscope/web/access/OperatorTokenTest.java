package org.dermoscope.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
    @TempDir
    Path folder;

    @Test
    void aNewTokenIsKeptForItsOwnerAlone() throws Exception {
        Path file = OperatorToken.fileIn(folder.resolve("new/state"));
        String token = OperatorToken.readOrCreate(file);
        assertThat(token).hasSize(43);
        assertThat(Files.readString(file)).isEqualTo(token + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theSecondServiceReadsTheTokenOfTheFirst() {
        Path file = OperatorToken.fileIn(folder);
        assertThat(OperatorToken.readOrCreate(file)).isEqualTo(OperatorToken.readOrCreate(file));
    }

    @Test
    void aFileThatOthersMayReadIsClosedToThem() throws Exception {
        Path file = Files.writeString(OperatorToken.fileIn(folder), "a-token-from-a-backup\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(OperatorToken.readOrCreate(file)).isEqualTo("a-token-from-a-backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void itIsMadeOnlyWhereNobodyGaveAToken() throws Exception {
        Access made = Access.load(new Settings(Optional.empty()), Optional.empty(), folder);
        String token = Files.readString(OperatorToken.fileIn(folder)).strip();
        assertThat(made.holder(token).orElseThrow().roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(made.holder(token + "x")).isEmpty();

        Path other = folder.resolve("other");
        Path tokens = Files.write(folder.resolve("tokens"), List.of("one read a-token-for-reading"));
        Access given = Access.load(new Settings(Optional.of(tokens)), Optional.empty(), other);
        assertThat(given.holder("a-token-for-reading")).isPresent();
        Access configured = Access.load(new Settings(Optional.empty()), Optional.of("a-configured-token"), other);
        assertThat(configured.holder("a-configured-token")).isPresent();
        assertThat(other).doesNotExist();
    }

    @Test
    void aTokenThatIsTooShortOrNoBearerTokenIsRefusedAndNotRepeated() {
        for (String token : List.of("short", "has a blank in between")) {
            assertThatThrownBy(() -> Access.load(new Settings(Optional.empty()), Optional.of(token), folder))
                    .hasMessageContaining("dermoscope.operator-token")
                    .hasMessageContaining("has " + token.length() + " characters")
                    .hasMessageContaining("allowed: 16 to 512")
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void whatIsOpenIsSaidInRoles() {
        assertThat(open("predict", "read")).containsExactlyInAnyOrder(Role.PREDICT, Role.READ);
        assertThat(open("none")).isEmpty();
        assertThatThrownBy(() -> open("predict", "none"))
                .hasMessageContaining("dermoscope.access.open is [predict, none]: Unknown role 'none'")
                .hasMessageContaining("or 'none' alone");
        assertThatThrownBy(() -> open("admin")).hasMessageContaining("Unknown role 'admin'");
    }

    private Set<Role> open(String... roles) {
        return Access.load(new Settings(Optional.empty(), List.of(roles)), Optional.of("a-configured-token"), folder)
                .open();
    }

    private record Settings(Optional<Path> tokens, List<String> open) implements AccessConfig {
        Settings(Optional<Path> tokens) {
            this(tokens, List.of("none"));
        }

        @Override
        public boolean openMetrics() {
            return false;
        }

        @Override
        public int requestsPerSecond() {
            return 1;
        }

        @Override
        public int inFlight() {
            return 1;
        }

        @Override
        public int failuresPerMinute() {
            return 1;
        }
    }
}
