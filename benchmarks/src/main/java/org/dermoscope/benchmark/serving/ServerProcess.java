package org.dermoscope.benchmark.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that is measured. Closing it ends its process. */
public final class ServerProcess implements AutoCloseable {
    /** In which the launcher starts our service. */
    public static final Map<String, String> OUR_ENVIRONMENT = Map.of(
            "DJL_OFFLINE",
            "true",
            "OPT_OUT_TRACKING",
            "true",
            "OMP_NUM_THREADS",
            "1",
            "GLIBC_TUNABLES",
            "glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=1048576:glibc.malloc.trim_threshold=4194304");

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final int port;
    private final Process process;

    private ServerProcess(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Returns when the server answers {@code GET /health} with 200 and does not say that it has no model.
     *
     * @param log receives what it writes
     * @throws IllegalStateException if it ends or does not answer in time
     */
    public static ServerProcess start(Command command, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        Files.createDirectories(log.toAbsolutePath().getParent());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ServerProcess server = new ServerProcess(command.name(), command.port(), builder.start());
        try {
            server.awaitHealth(log);
            return server;
        } catch (IllegalStateException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /**
     * @param name for people
     * @param words of the command line
     */
    public record Command(String name, int port, List<String> words, Map<String, String> environment) {}

    String name() {
        return name;
    }

    URI predict() {
        return URI.create("http://127.0.0.1:" + port + "/predict");
    }

    /** Memory that would be free without it: its own pages, and its share of those that it shares. */
    double mebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IllegalStateException("The kernel does not say how much memory " + name + " has");
    }

    private void awaitHealth(Path log) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .build();
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200 && !answer.body().contains("no_model")) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException(name + " did not start; see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
