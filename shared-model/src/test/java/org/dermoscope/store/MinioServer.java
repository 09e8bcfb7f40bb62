package org.dermoscope.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real MinIO server on a free loopback port, with keys and data of its own. Whoever starts it closes it, which deletes
 * the data; the end of the JVM stops it as well.
 */
public final class MinioServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int START_ATTEMPTS = 3;
    private static final String USER = "dermoscope-test";

    private final MinioProgram program;
    private final Path folder;
    private final String secret = UUID.randomUUID().toString();
    private final int port;
    private volatile Process process;
    private final Thread atExit = new Thread(this::stop, "stop-minio");

    private MinioServer(MinioProgram program, Path folder) throws IOException {
        this.program = program;
        this.folder = folder;
        this.port = freePort();
        this.process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command(port, folder.resolve("data")));
        builder.environment().keySet().removeIf(name -> name.startsWith("MINIO_"));
        builder.environment().put("MINIO_ROOT_USER", USER);
        builder.environment().put("MINIO_ROOT_PASSWORD", secret);
        builder.environment().put("MINIO_BROWSER", "off");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("minio.log").toFile()))
                .start();
    }

    /**
     * Starts a server and waits until it answers. Test classes that call this carry {@link RequiresMinio}.
     *
     * @throws AssertionError if there is no server to start; the message says how to get one
     */
    public static MinioServer start() {
        return startIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** As {@link #start}, with its data in a new folder below another. */
    public static MinioServer startIn(Path parent) {
        MinioProgram program =
                MinioProgram.find(System.getenv()).orElseThrow(() -> new AssertionError(MinioProgram.MISSING));
        try {
            return start(program, parent);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start MinIO with " + program, e);
        }
    }

    private static MinioServer start(MinioProgram program, Path parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            MinioServer server = new MinioServer(program, Files.createTempDirectory(parent, "dermoscope-minio-"));
            Runtime.getRuntime().addShutdownHook(server.atExit);
            if (server.becomesReady()) {
                return server;
            }
            String log = Files.readString(server.folder.resolve("minio.log"));
            server.close();
            if (attempt == START_ATTEMPTS) {
                throw new IOException(
                        "MinIO is not ready after %d attempts; its last words: %s".formatted(attempt, log));
            }
        }
    }

    /** How to reach that bucket of this server. */
    public MinioSettings settings(String bucket) {
        return MinioSettings.of(endpoint(), bucket, USER, secret);
    }

    /** Such as {@code http://127.0.0.1:41234}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** The port of {@link #endpoint}. */
    public int port() {
        return port;
    }

    /** Ends the server as {@code kill -9} does; the data stay. */
    public void kill() {
        requireBinary();
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts the server again after {@link #kill}, with the same port, keys and data, and waits until it answers.
     *
     * @throws IllegalStateException if it does not
     */
    public void startAgain() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!becomesReady()) {
            throw new IllegalStateException("MinIO did not come back");
        }
    }

    /** Stops the server where it is ({@code SIGSTOP}); connections stay open and nothing is answered. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        requireBinary();
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process of a container is the engine's client, not the server. */
    private void requireBinary() {
        if (!(program instanceof MinioProgram.Binary)) {
            throw new IllegalStateException("Only a MinIO binary can be killed or stopped: " + MinioProgram.MISSING);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void stop() {
        program.stop();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            deleteFolder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private boolean becomesReady() {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint() + "/minio/health/cluster"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long start = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - start < START_LIMIT.toNanos()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notListeningYet) {
                // Asked again below until the time is up.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
