package org.dermoscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioProgramTest {
    @TempDir
    Path folder;

    @Test
    void prefersTheNamedBinaryToTheCachedOne() throws IOException {
        Path named = executable(folder.resolve("named"));
        Path cached = executable(folder.resolve("minio-server/minio"));
        String cache = folder.toString();

        assertThat(MinioProgram.find(Map.of("DERMOSCOPE_MINIO", named.toString(), "XDG_CACHE_HOME", cache)))
                .contains(new MinioProgram.Binary(named));
        assertThat(MinioProgram.find(Map.of("XDG_CACHE_HOME", cache))).contains(new MinioProgram.Binary(cached));
    }

    @Test
    void refusesANamedBinaryThatIsNotThere() {
        Map<String, String> environment =
                Map.of("DERMOSCOPE_MINIO", folder.resolve("typo").toString());

        assertThatThrownBy(() -> MinioProgram.find(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("typo");
    }

    @Test
    void runsTestsWithoutAServerOnlyWhereOneIsRequired() {
        Map<String, String> nothing = Map.of("XDG_CACHE_HOME", folder.toString(), "MINIO_IMAGE", "no.such/image:none");
        Map<String, String> required = Map.of("XDG_CACHE_HOME", folder.toString(), "DERMOSCOPE_REQUIRE_MINIO", "true");

        assertThat(new MinioCondition(required).decide().isDisabled()).isFalse();
        assertThat(new MinioCondition(nothing).decide().isDisabled()).isTrue();
        assertThat(new MinioCondition(nothing).decide().getReason().orElseThrow())
                .contains(".ci/install-minio");
    }

    @Test
    void runsAContainerOnTheLoopbackPortWithoutShowingItsKeys() {
        MinioProgram container = new MinioProgram.Container("podman", "some/image", "some-name");

        assertThat(container.command(4321, folder))
                .startsWith("podman", "run", "--rm")
                .containsSequence("-e", "MINIO_ROOT_PASSWORD")
                .containsSequence("-p", "127.0.0.1:4321:9000", "some/image", "server");
    }

    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
