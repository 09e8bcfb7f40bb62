package org.dermoscope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A way to run one MinIO server on this machine. */
interface MinioProgram {
    String DEFAULT_IMAGE = "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z";

    String MISSING =
            "No MinIO server: run `.ci/install-minio` once, or set DERMOSCOPE_MINIO to the path of a server binary";

    /** The command line of a server that listens on that loopback port and reads its keys from the environment. */
    List<String> command(int port, Path data);

    /** Ends what the end of the command's process leaves running. */
    void stop();

    /**
     * The binary that DERMOSCOPE_MINIO names, else the one that {@code .ci/install-minio} built, else a container.
     *
     * @throws IllegalArgumentException if DERMOSCOPE_MINIO names no executable file
     */
    static Optional<MinioProgram> find(Map<String, String> environment) {
        String named = environment.getOrDefault("DERMOSCOPE_MINIO", "");
        if (!named.isBlank()) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary) || Files.isDirectory(binary)) {
                throw new IllegalArgumentException(
                        "DERMOSCOPE_MINIO is '%s'; it must be the path of an executable MinIO server".formatted(named));
            }
            return Optional.of(new Binary(binary));
        }
        Path cached = cache(environment).resolve("minio-server").resolve("minio");
        if (Files.isExecutable(cached)) {
            return Optional.of(new Binary(cached));
        }
        String image = environment.getOrDefault("MINIO_IMAGE", DEFAULT_IMAGE);
        return List.of("docker", "podman").stream()
                .filter(engine -> succeeds(List.of(engine, "info"), 20))
                .filter(engine -> succeeds(List.of(engine, "image", "inspect", image), 20)
                        || succeeds(List.of(engine, "pull", image), 300))
                .findFirst()
                .map(engine -> new Container(engine, image, "dermoscope-minio-" + UUID.randomUUID()));
    }

    private static Path cache(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    }

    private static boolean succeeds(List<String> command, int seconds) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An executable file. */
    record Binary(Path path) implements MinioProgram {
        @Override
        public List<String> command(int port, Path data) {
            return List.of(path.toString(), "server", data.toString(), "--address", "127.0.0.1:" + port);
        }

        @Override
        public void stop() {}
    }

    /** An image; the data stays in the container and goes with it. */
    record Container(String engine, String image, String name) implements MinioProgram {
        @Override
        public List<String> command(int port, Path data) {
            List<String> command = new ArrayList<>(List.of(engine, "run", "--rm", "--name", name));
            List.of("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", "MINIO_BROWSER")
                    .forEach(variable -> command.addAll(List.of("-e", variable)));
            command.addAll(List.of("-p", "127.0.0.1:%d:9000".formatted(port), image, "server", "/data"));
            return command;
        }

        @Override
        public void stop() {
            succeeds(List.of(engine, "rm", "-f", name), 30);
        }
    }
}
